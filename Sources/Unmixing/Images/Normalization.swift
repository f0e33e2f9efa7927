public import DeclarativeFiles
public import NumericalMethods

/// How the bands of an image are scaled before anything learns from them, as a spec's `normalization` names it.
///
/// The scale decides how well networks train and is the commonest hidden difference between published numbers, so it is
/// always named and never guessed. What is estimated is estimated on the training region alone. A scaling per pixel is
/// not offered: it would break the linear mixing of spectra that the proportions rest on.
public enum Normalization: Sendable, Hashable {
    /// The values stay as they are: `none`.
    case unscaled
    /// Every value is divided by one number: `{divide-by: 5000}`.
    case divideBy(Double)
    /// Every value is divided by the largest one of the training region: `divide-by-maximum`.
    case divideByMaximum
    /// Every band is shifted and scaled to mean 0 and variance 1 over the training region: `standardize-bands`.
    case standardizeBands
}

extension Normalization {
    /// Reads a section's `normalization` and reports what is wrong with it.
    public static func read(_ section: Section) -> Normalization? {
        let names = ["none", "divide-by", "divide-by-maximum", "standardize-bands"]
        guard let chosen = section.alternative("normalization", of: names, called: "normalization") else { return nil }
        defer { chosen.finish() }
        switch chosen.name {
        case "divide-by": return chosen.number(above: 0).map(Normalization.divideBy)
        case "divide-by-maximum": return .divideByMaximum
        case "standardize-bands": return .standardizeBands
        default: return .unscaled
        }
    }

    /// The normalization as specs write it.
    public var canonical: StructuredValue {
        switch self {
        case .unscaled: "none"
        case .divideBy(let divisor): ["divide-by": .number(divisor)]
        case .divideByMaximum: "divide-by-maximum"
        case .standardizeBands: "standardize-bands"
        }
    }

    /// The scaling of each band that this stands for, given the spectra of the training region.
    ///
    /// - Parameter training: The spectra of the training region, pixels x bands, at least one pixel.
    /// - Returns: The scaling. Where the training region gives no scale, because its largest value is not positive or a
    ///   band is constant, the values are only shifted.
    public func scaling(training: Matrix<Float>) -> BandScaling {
        precondition(training.rows > 0, "a scaling from no spectra")
        let bands = training.columns
        switch self {
        case .unscaled:
            return BandScaling(bands: bands, divisor: 1)
        case .divideBy(let divisor):
            return BandScaling(bands: bands, divisor: divisor)
        case .divideByMaximum:
            let largest = Double(training.elements.max() ?? 1)
            return BandScaling(bands: bands, divisor: largest > 0 ? largest : 1)
        case .standardizeBands:
            let moments = bandMoments(training)
            return BandScaling(
                shifts: moments.means, divisors: moments.deviations.map { $0 > 0 ? $0 : 1 })
        }
    }
}

extension Normalization: CustomStringConvertible {
    /// The normalization in words.
    public var description: String {
        switch self {
        case .unscaled: "values as they are"
        case .divideBy(let divisor): "values divided by \(divisor)"
        case .divideByMaximum: "values divided by the largest of the training region"
        case .standardizeBands: "bands of mean 0 and variance 1 over the training region"
        }
    }
}

/// A shift and a scale for each band: x' = (x - shift) / divisor.
public struct BandScaling: Sendable, Hashable {
    /// What is subtracted from each band.
    public let shifts: [Double]
    /// What each band is divided by after that, none of it zero.
    public let divisors: [Double]

    init(shifts: [Double], divisors: [Double]) {
        precondition(shifts.count == divisors.count, "\(shifts.count) shifts with \(divisors.count) divisors")
        self.shifts = shifts
        self.divisors = divisors
    }

    init(bands: Int, divisor: Double) {
        self.init(shifts: Array(repeating: 0, count: bands), divisors: Array(repeating: divisor, count: bands))
    }

    /// Scales spectra, pixels x bands.
    public func apply(to spectra: Matrix<Float>) -> Matrix<Float> {
        precondition(spectra.columns == shifts.count, "\(spectra.columns) bands with \(shifts.count) scales")
        var scaled = spectra
        for pixel in 0..<spectra.rows {
            for band in 0..<spectra.columns {
                scaled[pixel, band] = Float((Double(spectra[pixel, band]) - shifts[band]) / divisors[band])
            }
        }
        return scaled
    }
}

/// The mean and the standard deviation of every band over pixels (of the population, dividing by their number).
///
/// The mean is a sum divided once, which is exact where all values are equal: then the deviation is exactly zero.
func bandMoments(_ spectra: Matrix<Float>) -> (means: [Double], deviations: [Double]) {
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
