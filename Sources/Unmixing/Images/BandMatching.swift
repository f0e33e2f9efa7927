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
        let resampling: BandResampling
        do {
            resampling = try BandResampling(from: own, to: wanted, of: "the image")
        } catch {
            throw fail(error.reason)
        }
        if resampling.isIdentity {
            (self.spectra, remark) = (spectra, nil)
            return
        }
        self.spectra = NamedSpectra(
            names: spectra.names, spectra: resampling.apply(to: spectra.spectra), positions: wanted)
        remark =
            resampling.isPermutation
            ? "spectra of the file sorted into the order of the image's bands"
            : "spectra of the file interpolated linearly from \(own.wavelengths.count) to the image's "
                + "\(wanted.wavelengths.count) bands"
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
