internal import Foundation
package import NeuralNetworks

/// How far a reconstructed spectrum r is from the measured one x.
public enum ReconstructionLoss: String, Sendable, CaseIterable {
    /// The spectral angle, arccos(x·r / ‖x‖‖r‖) in radians, which brightness does not change.
    ///
    /// Its derivative grows without bound towards zero; angles whose cosine is within 10⁻⁶ of one, below 1.4 mrad, give no
    /// gradient. Neither does a spectrum that is all zero; its angle is π/2.
    case spectralAngle = "spectral-angle"
    /// The mean of (x - r)² over the bands.
    case squaredError = "squared-error"
    /// The spectral information divergence, Σ (p - q)(ln p - ln q) with p = x/Σx and q = r/Σr, where values below 10⁻⁶
    /// count as 10⁻⁶ and give no gradient: C.-I. Chang, IEEE Transactions on Information Theory 46 (2000) 1927–1932.
    case informationDivergence = "information-divergence"

    /// Computes the mean loss of a batch, and its gradient with respect to the reconstructed spectra.
    ///
    /// - Parameters:
    ///   - spectra: The measured spectra, bands x samples, zero in the padding.
    ///   - reconstructed: The reconstructed spectra.
    ///   - gradient: Where the gradient is written, with zeros in the padding.
    ///   - samples: The number of samples.
    /// - Returns: The mean over the samples.
    package func evaluate(
        spectra: ActivationMatrix, reconstructed: ActivationMatrix, gradient: ActivationMatrix, samples: Int
    ) -> Double {
        let batch = ReconstructedBatch(
            spectra: spectra, reconstructed: reconstructed, gradient: gradient, samples: samples)
        switch self {
        case .spectralAngle: return batch.spectralAngle()
        case .squaredError: return batch.squaredError()
        case .informationDivergence:
            let sum = (0..<samples).reduce(0) { $0 + batch.informationDivergence(sample: $1) }
            gradient.clearPadding(samples: samples)
            return sum / Double(samples)
        }
    }
}

/// Spectra, bands x samples, with what was made of them; sums over bands run over the rows, for sixteen samples at a time.
private struct ReconstructedBatch {
    typealias Vector = SIMD16<Float>

    let spectra, reconstructed, gradient: ActivationMatrix
    let samples: Int
    private let stride: Int

    init(spectra: ActivationMatrix, reconstructed: ActivationMatrix, gradient: ActivationMatrix, samples: Int) {
        precondition(
            spectra.features == reconstructed.features && spectra.leadingDimension == reconstructed.leadingDimension,
            "\(spectra.features) and \(reconstructed.features) bands")
        self.spectra = spectra
        self.reconstructed = reconstructed
        self.gradient = gradient
        self.samples = samples
        stride = spectra.leadingDimension / Vector.scalarCount
    }

    private func vectors(_ matrix: ActivationMatrix, group: Int) -> UnsafeMutablePointer<Vector> {
        UnsafeMutableRawPointer(matrix.scalars).assumingMemoryBound(to: Vector.self) + group
    }

    private var groups: Int { (samples + 31) / 32 * 2 }

    func spectralAngle() -> Double {
        var sum = 0.0
        for group in 0..<groups {
            let x = vectors(spectra, group: group)
            let r = vectors(reconstructed, group: group)
            let g = vectors(gradient, group: group)
            var (squares, products, others) = (Vector.zero, Vector.zero, Vector.zero)
            for band in 0..<spectra.features {
                let (a, b) = (x[band &* stride], r[band &* stride])
                squares = squares.addingProduct(a, a)
                products = products.addingProduct(a, b)
                others = others.addingProduct(b, b)
            }
            // dθ/dr = -(x/‖x‖‖r‖ - cos θ r/‖r‖²)/sin θ
            var (perSpectrum, perReconstructed) = (Vector.zero, Vector.zero)
            for lane in 0..<min(max(samples - group * Vector.scalarCount, 0), Vector.scalarCount) {
                let norms = (Double(squares[lane]) * Double(others[lane])).squareRoot()
                guard norms > 0 || norms.isNaN else {
                    sum += .pi / 2
                    continue
                }
                let bound = 1 - 1e-6
                let cosine = Double(products[lane]) / norms
                sum += cosine.isNaN ? .nan : acos(min(max(cosine, -bound), bound))
                guard abs(cosine) < bound else { continue }
                let share = 1 / ((1 - cosine * cosine).squareRoot() * Double(samples))
                perSpectrum[lane] = Float(-share / norms)
                perReconstructed[lane] = Float(share * cosine / Double(others[lane]))
            }
            for band in 0..<spectra.features {
                let place = band &* stride
                g[place] = (x[place] * perSpectrum).addingProduct(r[place], perReconstructed)
            }
        }
        return sum / Double(samples)
    }

    func squaredError() -> Double {
        let share = 1 / (Double(samples) * Double(spectra.features))
        var sum = 0.0
        for group in 0..<groups {
            let x = vectors(spectra, group: group)
            let r = vectors(reconstructed, group: group)
            let g = vectors(gradient, group: group)
            var squares = Vector.zero
            var factor = Vector.zero
            let lanes = min(max(samples - group * Vector.scalarCount, 0), Vector.scalarCount)
            for lane in 0..<lanes { factor[lane] = Float(2 * share) }
            for band in 0..<spectra.features {
                let difference = r[band &* stride] - x[band &* stride]
                squares = squares.addingProduct(difference, difference)
                g[band &* stride] = difference * factor
            }
            for lane in 0..<lanes { sum += Double(squares[lane]) }
        }
        return sum * share
    }

    func informationDivergence(sample: Int) -> Double {
        let (bands, least) = (spectra.features, 1e-6)
        func value(_ matrix: ActivationMatrix, _ band: Int) -> Double {
            let value = Double(matrix.scalars[band &* matrix.leadingDimension &+ sample])
            return value < least ? least : value
        }
        var (total, otherTotal) = (0.0, 0.0)
        for band in 0..<bands {
            total += value(spectra, band)
            otherTotal += value(reconstructed, band)
        }
        var (sum, mean) = (0.0, 0.0)
        // ∂/∂q = ln q - ln p - p/q, up to a constant that q = r/Σr takes away
        func slope(_ p: Double, _ q: Double) -> Double { log(q / p) - p / q }
        for band in 0..<bands {
            let (p, q) = (value(spectra, band) / total, value(reconstructed, band) / otherTotal)
            sum += (p - q) * log(p / q)
            mean += slope(p, q) * q
        }
        for band in 0..<bands {
            let place = band &* reconstructed.leadingDimension &+ sample
            let (p, q) = (value(spectra, band) / total, value(reconstructed, band) / otherTotal)
            let isUsed = Double(reconstructed.scalars[place]) >= least
            gradient.scalars[place] = isUsed ? Float((slope(p, q) - mean) / (otherTotal * Double(samples))) : 0
        }
        return sum
    }
}
