public import NumericalMethods
internal import ScientificFormats

/// How spectra at some wavelengths are brought to others: sorted, or interpolated linearly.
///
/// A wavelength up to half a step beyond the ends gets the value of the end.
public struct BandResampling: Sendable {
    /// Where a band lies among those of the spectra: y = y(lower) + share · (y(upper) - y(lower)).
    private struct Place: Sendable {
        let lower: Int
        let upper: Int
        let share: Double
    }

    private let places: [Place]
    /// Whether spectra stay as they are.
    public let isIdentity: Bool
    /// Whether spectra are only sorted.
    public let isPermutation: Bool

    /// Why spectra cannot be brought to wavelengths.
    public struct Impossible: Error, Sendable {
        /// The reason, a part of a sentence.
        public let reason: String
    }

    /// Compares wavelengths.
    ///
    /// - Parameters:
    ///   - own: Those of the spectra.
    ///   - wanted: Those that the spectra are brought to.
    ///   - owner: What has the latter, for messages: `the image`.
    /// - Throws: ``Impossible`` where two of the spectra's are the same, or one that is wanted lies beyond them.
    public init(from own: BandPositions, to wanted: BandPositions, of owner: String) throws(Impossible) {
        if own.agree(with: wanted) {
            places = own.wavelengths.indices.map { Place(lower: $0, upper: $0, share: 0) }
            (isIdentity, isPermutation) = (true, true)
            return
        }
        let wavelengths = own.wavelengths(inUnitOf: wanted)
        let order = wavelengths.indices.sorted { wavelengths[$0] < wavelengths[$1] }
        let sorted = order.map { wavelengths[$0] }
        if let repeated = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 }) {
            throw Impossible(reason: "two values at the wavelength \(NumberText.rounded(repeated.0))")
        }
        var places: [Place] = []
        for (band, wavelength) in wanted.wavelengths.enumerated() {
            guard let (lower, share) = Self.place(of: wavelength, in: sorted) else {
                let (first, last) = (NumberText.rounded(sorted[0]), NumberText.rounded(sorted[sorted.count - 1]))
                throw Impossible(
                    reason:
                        "wavelengths from \(first) to \(last)\(Self.worded(own, wanted)), but band \(band) of \(owner) "
                        + "lies at \(NumberText.rounded(wavelength))\(Self.worded(wanted, own))")
            }
            places.append(Place(lower: order[lower], upper: order[share == 0 ? lower : lower + 1], share: share))
        }
        self.places = places
        isIdentity = false
        isPermutation =
            sorted.count == wanted.wavelengths.count
            && BandPositions(wavelengths: sorted).agree(with: BandPositions(wavelengths: wanted.wavelengths.sorted()))
    }

    /// Brings spectra, one a row, to the wavelengths that are wanted.
    public func apply<T: BinaryFloatingPoint & Sendable>(to spectra: Matrix<T>) -> Matrix<T> {
        if isIdentity { return spectra }
        var elements: [T] = []
        elements.reserveCapacity(spectra.rows * places.count)
        for row in 0..<spectra.rows {
            for place in places {
                let low = spectra[row, place.lower]
                elements.append(
                    place.share == 0 ? low : low + T(place.share) * (spectra[row, place.upper] - low))
            }
        }
        return Matrix(rows: spectra.rows, columns: places.count, elements: elements)
    }

    /// Where a wavelength lies: the value before it, and the share of the way to the next one.
    private static func place(of wavelength: Double, in sorted: [Double]) -> (lower: Int, share: Double)? {
        let last = sorted.count - 1
        guard last > 0 else { return abs(sorted[0] - wavelength) <= 1e-5 * abs(wavelength) ? (0, 0) : nil }
        if wavelength < sorted[0] {
            return sorted[0] - wavelength <= (sorted[1] - sorted[0]) / 2 ? (0, 0) : nil
        }
        if wavelength >= sorted[last] {
            return wavelength - sorted[last] <= (sorted[last] - sorted[last - 1]) / 2 ? (last, 0) : nil
        }
        let upper = sorted.partitioningIndex { $0 > wavelength }
        return (upper - 1, (wavelength - sorted[upper - 1]) / (sorted[upper] - sorted[upper - 1]))
    }

    /// The unit in which a wavelength is told: that of the other, or none where one of both is not known.
    private static func worded(_ positions: BandPositions, _ other: BandPositions) -> String {
        guard let unit = positions.unit else { return " (in no stated unit)" }
        return other.unit == nil ? " \(unit.rawValue)" : ""
    }
}
