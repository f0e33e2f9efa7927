internal import NumericalMethods
internal import ScientificFormats

/// Brings spectra to the bands of an image.
///
/// - Wavelengths that are known of both are compared. Where they agree, spectra stay; otherwise they are sorted, and
///   interpolated linearly at each band of the image. A band up to half a step beyond their ends gets the value of the end.
/// - Where one has no wavelengths, the numbers of bands must agree, bad bands of the image counted or not.
public struct BandMatching: Sendable {
    /// The spectra, as many as before, at the bands of the image.
    public let spectra: NamedSpectra
    /// What was done, in words; nothing where spectra stayed as they were.
    public let remark: String?

    /// Brings spectra to the bands of an image.
    ///
    /// - Parameters:
    ///   - spectra: The spectra.
    ///   - path: Their file, for messages.
    ///   - file: The image.
    /// - Throws: `FormatError` where they do not fit.
    public init(_ spectra: NamedSpectra, path: String, to file: ImageFile) throws {
        func fail(_ reason: String) -> FormatError { FormatError(file: path, reason: reason) }
        guard let own = spectra.positions, let wanted = file.positions else {
            (self.spectra, remark) = try Self.counted(spectra, file, fail)
            return
        }
        if own.agree(with: wanted) {
            (self.spectra, remark) = (spectra, nil)
            return
        }
        let wavelengths = own.wavelengths(inUnitOf: wanted)
        let order = wavelengths.indices.sorted { wavelengths[$0] < wavelengths[$1] }
        let sorted = order.map { wavelengths[$0] }
        if let repeated = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 }) {
            throw fail("two values at the wavelength \(repeated.0)")
        }
        var result = Matrix(rows: spectra.names.count, columns: wanted.wavelengths.count, repeating: 0.0)
        for (band, wavelength) in wanted.wavelengths.enumerated() {
            guard let (lower, share) = Self.place(of: wavelength, in: sorted) else {
                throw fail(
                    "wavelengths from \(sorted[0]) to \(sorted[sorted.count - 1])\(Self.worded(own, wanted)), but band "
                        + "\(band) of the image lies at \(wavelength)\(Self.worded(wanted, own))")
            }
            for index in spectra.names.indices {
                let low = spectra.spectra[index, order[lower]]
                result[index, band] = share == 0 ? low : low + share * (spectra.spectra[index, order[lower + 1]] - low)
            }
        }
        self.spectra = NamedSpectra(names: spectra.names, spectra: result, positions: wanted)
        let isSameSet =
            sorted.count == wanted.wavelengths.count
            && BandPositions(wavelengths: sorted).agree(with: BandPositions(wavelengths: wanted.wavelengths.sorted()))
        remark =
            isSameSet
            ? "spectra of the file sorted into the order of the image's bands"
            : "spectra of the file interpolated linearly from \(sorted.count) to the image's "
                + "\(wanted.wavelengths.count) bands"
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

    /// The unit in which a wavelength is told: that of the image, or none where one of both is not known.
    private static func worded(_ positions: BandPositions, _ other: BandPositions) -> String {
        guard let unit = positions.unit else { return " (in no stated unit)" }
        return other.unit == nil ? " \(unit.rawValue)" : ""
    }

    private static func counted(
        _ spectra: NamedSpectra, _ file: ImageFile, _ fail: (String) -> FormatError
    ) throws -> (NamedSpectra, String?) {
        let count = spectra.spectra.columns
        if count == file.bands {
            let isSorted = spectra.positions.map { own in
                zip(own.wavelengths, own.wavelengths.dropFirst()).allSatisfy { $0 < $1 }
            }
            return (
                spectra,
                isSorted ?? true
                    ? nil : "the image has no wavelengths, so that spectra of the file are taken in its order"
            )
        }
        guard let good = file.goodBands, count == good.count else {
            throw fail(
                "spectra of \(count) bands, but the image has \(file.bands)"
                    + (file.goodBands.map { " good ones of \($0.count)" } ?? ""))
        }
        let bands = good.indices.filter { good[$0] }
        let elements = spectra.names.indices.flatMap { index in bands.map { spectra.spectra[index, $0] } }
        return (
            NamedSpectra(
                names: spectra.names,
                spectra: Matrix(rows: spectra.names.count, columns: bands.count, elements: elements)),
            nil
        )
    }
}

extension [Double] {
    /// The first index of a sorted array from which on something is true.
    fileprivate func partitioningIndex(where isBehind: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
