import Foundation
import NeuralNetworks
import TestSupport
import Testing
import Unmixing

@Suite struct ReconstructionLossTests {
    private static let bands = 11

    /// The definition, for one sample.
    private static func naive(_ loss: ReconstructionLoss, _ x: [Double], _ r: [Double]) -> Double {
        switch loss {
        case .spectralAngle:
            let product = zip(x, r).reduce(0) { $0 + $1.0 * $1.1 }
            let norms = (x.reduce(0) { $0 + $1 * $1 } * r.reduce(0) { $0 + $1 * $1 }).squareRoot()
            return norms > 0 ? acos(product / norms) : .pi / 2
        case .squaredError: return zip(x, r).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(x.count)
        case .informationDivergence:
            let (x, r) = (x.map { max($0, 1e-6) }, r.map { max($0, 1e-6) })
            let (p, q) = (x.map { $0 / x.reduce(0, +) }, r.map { $0 / r.reduce(0, +) })
            return zip(p, q).reduce(0) { $0 + $1.0 * log($1.0 / $1.1) + $1.1 * log($1.1 / $1.0) }
        }
    }

    private static func matrix(_ rows: [[Double]], capacity: Int) -> ActivationMatrix {
        let matrix = ActivationMatrix(features: bands, capacity: capacity)
        for (sample, row) in rows.enumerated() {
            for (band, value) in row.enumerated() {
                matrix.scalars[band * matrix.leadingDimension + sample] = Float(value)
            }
        }
        return matrix
    }

    @Test("value and gradient are those of the definition", arguments: ReconstructionLoss.allCases, [1, 8, 20, 33])
    func definition(loss: ReconstructionLoss, samples: Int) {
        func rows(_ stream: Int) -> [[Double]] {
            (0..<samples).map { sample in
                (0..<Self.bands).map { (HashedNumbers(stream: stream).real(sample * Self.bands + $0) + 1.125) / 2 }
            }
        }
        let (x, r) = (rows(1), rows(2))
        let gradient = Self.matrix([], capacity: samples)
        for index in 0..<Self.bands * gradient.leadingDimension { gradient.scalars[index] = .nan }
        let value = loss.evaluate(
            spectra: Self.matrix(x, capacity: samples), reconstructed: Self.matrix(r, capacity: samples),
            gradient: gradient, samples: samples)
        func mean(_ r: [[Double]]) -> Double {
            zip(x, r).reduce(0) { $0 + Self.naive(loss, $1.0, $1.1) } / Double(samples)
        }
        #expect(abs(value - mean(r)) <= 1e-6 * mean(r))
        for sample in 0..<samples {
            for band in 0..<Self.bands {
                var (above, below) = (r, r)
                above[sample][band] += 1e-5
                below[sample][band] -= 1e-5
                let expected = (mean(above) - mean(below)) / 2e-5
                let ours = gradient.scalars[band * gradient.leadingDimension + sample]
                #expect(abs(Double(ours) - expected) <= 1e-5 / Double(samples), "sample \(sample), band \(band)")
            }
        }
        for band in 0..<Self.bands {
            for place in samples..<(samples + 31) / 32 * 32 {
                #expect(gradient.scalars[band * gradient.leadingDimension + place] == 0)
            }
        }
    }

    @Test("equal and empty spectra give finite gradients", arguments: ReconstructionLoss.allCases)
    func degenerateSpectra(loss: ReconstructionLoss) {
        let some = (0..<Self.bands).map { 0.25 + Double($0) }
        let none = Array(repeating: 0.0, count: Self.bands)
        let gradient = Self.matrix([], capacity: 4)
        let value = loss.evaluate(
            spectra: Self.matrix([some, some, none, none], capacity: 4),
            reconstructed: Self.matrix([some, none, some, none], capacity: 4), gradient: gradient, samples: 4)
        #expect(value.isFinite)
        for index in 0..<Self.bands * gradient.leadingDimension { #expect(gradient.scalars[index].isFinite) }
    }

    @Test("a NaN is not hidden", arguments: ReconstructionLoss.allCases)
    func notANumber(loss: ReconstructionLoss) {
        let some = (0..<Self.bands).map { 0.25 + Double($0) }
        let value = loss.evaluate(
            spectra: Self.matrix([some, some], capacity: 2),
            reconstructed: Self.matrix([some, some.map { _ in .nan }], capacity: 2),
            gradient: Self.matrix([], capacity: 2), samples: 2)
        #expect(value.isNaN)
    }

    @Test("angles of hand-worked spectra")
    func angles() {
        let axis = [1.0] + Array(repeating: 0, count: Self.bands - 1)
        let diagonal = [2.0, 2.0] + Array(repeating: 0, count: Self.bands - 2)
        let value = ReconstructionLoss.spectralAngle.evaluate(
            spectra: Self.matrix([axis], capacity: 1), reconstructed: Self.matrix([diagonal], capacity: 1),
            gradient: Self.matrix([], capacity: 1), samples: 1)
        #expect(abs(value - .pi / 4) <= 1e-6)
    }
}
