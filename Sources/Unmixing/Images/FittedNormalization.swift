public import NumericalMethods

/// A normalization whose numbers are known, so that other spectra are scaled as those were that it was fitted to.
public enum FittedNormalization: Sendable, Hashable {
    /// The values stay as they are.
    case unscaled
    /// Every value is divided by one number.
    case dividing(by: Double)
    /// x' = (x - shift) / divisor in each band; no divisor is zero.
    case bands(shifts: [Double], divisors: [Double])
    /// Every spectrum is divided by its length.
    case unitLength
}

extension Normalization {
    /// Takes the numbers that it needs from spectra.
    ///
    /// - Parameter spectra: The spectra, pixels x bands, at least one pixel: those of the training region, or of the image.
    /// - Returns: The normalization with its numbers. A largest value that is not positive divides nothing, and a band that
    ///   is constant is only shifted.
    public func fitted(to spectra: Matrix<Float>) -> FittedNormalization {
        precondition(spectra.rows > 0, "a normalization from no spectra")
        if self == .standardizeBands {
            let moments = bandMoments(spectra)
            return .bands(shifts: moments.means, divisors: moments.deviations.map { $0 > 0 ? $0 : 1 })
        }
        return fitted(largest: Double(spectra.elements.max() ?? 0))
    }

    /// Takes the numbers that it needs from spectra that are gone through, if it needs any.
    ///
    /// It must not be ``standardizeBands``, with which nothing is unmixed.
    ///
    /// - Parameter source: The spectra, at least one.
    /// - Returns: The normalization with its numbers.
    /// - Throws: What keeps the spectra from being read.
    package func fitted(toAllOf source: any SpectrumSource) throws -> FittedNormalization {
        precondition(self != .standardizeBands && source.count > 0, "\(kind.rawValue) of \(source.count) spectra")
        return fitted(largest: self == .divideByMaximum ? Double(try source.largestValue()) : 0)
    }

    private func fitted(largest: Double) -> FittedNormalization {
        switch self {
        case .unscaled, .fit, .fitEach, .standardizeBands: .unscaled
        case .divideBy(let divisor): .dividing(by: divisor)
        case .divideByMaximum: largest > 0 ? .dividing(by: largest) : .unscaled
        case .unitLength: .unitLength
        }
    }
}

extension FittedNormalization {
    /// Scales spectra, pixels x bands, in double precision.
    ///
    /// A spectrum of nothing but zeros has no length, and stays.
    public func apply(to spectra: Matrix<Float>) -> Matrix<Float> {
        var scaled = spectra
        switch self {
        case .unscaled: break
        case .dividing(let divisor):
            for index in scaled.elements.indices {
                scaled.elements[index] = Float(Double(scaled.elements[index]) / divisor)
            }
        case .bands(let shifts, let divisors):
            precondition(
                spectra.columns == shifts.count && shifts.count == divisors.count,
                "\(spectra.columns) bands with \(shifts.count) shifts and \(divisors.count) divisors")
            for pixel in 0..<spectra.rows {
                for band in 0..<spectra.columns {
                    scaled[pixel, band] = Float((Double(spectra[pixel, band]) - shifts[band]) / divisors[band])
                }
            }
        case .unitLength:
            for pixel in 0..<spectra.rows {
                let length = spectra.row(pixel).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
                guard length > 0 else { continue }
                for band in 0..<spectra.columns { scaled[pixel, band] = Float(Double(spectra[pixel, band]) / length) }
            }
        }
        return scaled
    }
}

extension Normalization {
    /// Scales endmembers that are given beside an image, classes x bands.
    ///
    /// They have a scale of their own, which the image is brought to. So only ``unitLength`` changes them, and what fits
    /// them to an image, which takes the image too.
    public func apply(toGiven endmembers: Matrix<Double>) -> Matrix<Double> {
        guard self == .unitLength else { return endmembers }
        var scaled = endmembers
        for index in 0..<endmembers.rows {
            let length = endmembers.row(index).reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            for band in 0..<endmembers.columns { scaled[index, band] /= length }
        }
        return scaled
    }
}

/// The mean and the standard deviation of every band over pixels (of the population, dividing by their number).
///
/// The mean is a sum divided once, which is exact where all values are equal: then the deviation is exactly zero.
private func bandMoments(_ spectra: Matrix<Float>) -> (means: [Double], deviations: [Double]) {
    let count = Double(spectra.rows)
    var sums = [Double](repeating: 0, count: spectra.columns)
    for pixel in 0..<spectra.rows {
        for band in sums.indices { sums[band] += Double(spectra[pixel, band]) }
    }
    let means = sums.map { $0 / count }
    var squares = [Double](repeating: 0, count: spectra.columns)
    for pixel in 0..<spectra.rows {
        for band in squares.indices {
            let distance = Double(spectra[pixel, band]) - means[band]
            squares[band] += distance * distance
        }
    }
    return (means, squares.map { ($0 / count).squareRoot() })
}
