internal import NumericalMethods
internal import ScientificFormats
internal import Unmixing

/// How an image's bands become those that a model takes.
struct ModelBands: Sendable {
    private let resampling: BandResampling?
    /// What was done, in words; nothing where spectra stay as they are.
    let remark: String?

    /// Compares bands: by wavelength where those of both are known, and otherwise by their number.
    ///
    /// - Parameters:
    ///   - file: The image.
    ///   - path: Its path, for messages.
    ///   - samples: What the model takes.
    /// - Throws: `FormatError` where the bands are others.
    init(_ file: ImageFile, path: String, samples: SpectrumSamples) throws {
        guard let own = file.positions, let wanted = samples.positions else {
            guard file.bands == samples.bands else {
                let left = file.goodBands.map { " (\($0.count), without those that are called bad)" } ?? ""
                throw FormatError(
                    file: path,
                    reason:
                        "\(file.bands) bands\(left), and the model takes \(samples.bands); cut the image to the "
                        + "bands that the model was trained on, or train one on images like this")
            }
            resampling = nil
            let lacking = file.positions == nil ? "the image" : "the model"
            remark = "\(lacking) has no wavelengths, so that bands are taken in their order"
            return
        }
        let resampling: BandResampling
        do {
            resampling = try BandResampling(from: own, to: wanted, of: "the model")
        } catch {
            throw FormatError(
                file: path, reason: "\(error.reason); the model can only be applied to images with its wavelengths")
        }
        self.resampling = resampling
        remark =
            resampling.isIdentity
            ? nil
            : resampling.isPermutation
                ? "bands sorted into the order of the model's"
                : "spectra interpolated linearly from \(own.wavelengths.count) to the model's \(samples.bands) bands"
    }

    /// Brings spectra, one a row, to the bands of the model.
    func apply(to spectra: Matrix<Float>) -> Matrix<Float> { resampling?.apply(to: spectra) ?? spectra }
}
