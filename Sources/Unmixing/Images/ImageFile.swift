internal import Foundation
public import ScientificFormats

/// An image file of the user's own, of which nothing is known beforehand.
///
/// - `.hdr`: the header of an ENVI image, or the file of its numbers beside it.
/// - `.mat`: a MATLAB file with a variable `Y` or `V`, bands x pixels, beside `nRow` and `nCol` or `H` and `W`, as
///   ``SceneFiles`` has them; or with one array of rows x columns x bands under any name, or in a struct.
///
/// Pixels with a value that is missing are left out, and bad bands too.
public struct ImageFile: Sendable {
    /// The image, or the part of it in the window.
    public let image: HyperspectralImage
    /// The wavelength of each band, where the file gives them.
    public let wavelengths: [Double]?
    /// The unit of the wavelengths, as the file words it.
    public let wavelengthUnits: String?
    /// Whether each band of the file is good; nothing where the file does not say so, and all are.
    public let goodBands: [Bool]?
    /// The part of the file's image that this is; nothing for all of it.
    public let window: ImageWindow?
    /// Where this part of the image lies on Earth.
    public let place: MapPlace
    /// The value that marks missing numbers in the file, where it names one.
    public let ignoredValue: Double?
    /// What was done to the values and with which right, in words: bad bands, a scale, missing pixels.
    public let remarks: [String]

    /// The positions of the bands, where their wavelengths are known.
    public var positions: BandPositions? {
        wavelengths.map { BandPositions(wavelengths: $0, unit: wavelengthUnits.flatMap { WavelengthUnit($0) }) }
    }

    /// Reads an image.
    ///
    /// - Parameters:
    ///   - path: The file, or the header of an ENVI image.
    ///   - variable: The name of the variable, in a MATLAB file where it is none of those above.
    ///   - window: The part that is wanted; nothing for all.
    ///   - mask: The pixels of the whole image that are kept; nothing for all.
    /// - Throws: `FormatError` where the file cannot be read, where it cannot be told what the image is, where a value is
    ///   infinite, and where no pixel is left.
    public init(path: String, variable: String? = nil, window: ImageWindow? = nil, mask: PixelMask? = nil) throws {
        var image: HyperspectralImage
        var remarks: [String] = []
        self.window = window
        if path.lowercased().hasSuffix(".mat") {
            let whole = try MatlabScene(path: path).image(named: variable)
            guard window?.lies(inRows: whole.size.rows, columns: whole.size.columns) ?? true else {
                throw FormatError(
                    file: path,
                    reason: "the image has \(whole.size) pixels, and \(window?.description ?? "") reaches beyond them")
            }
            try mask?.check(whole.size)
            guard let part = window.map({ whole.within($0) }) ?? whole else {
                throw FormatError(file: path, reason: "every pixel of the window is missing")
            }
            image = part
            (wavelengths, wavelengthUnits, goodBands, ignoredValue, place) = (nil, nil, nil, nil, MapPlace())
        } else {
            guard variable == nil else {
                throw FormatError(file: path, reason: "an ENVI image has no variables to choose from")
            }
            let file = try ENVIFile(headerPath: Self.headerPath(path))
            guard !file.description.isLibrary else {
                throw FormatError(file: path, reason: "a spectral library, not an image; --endmembers can name it")
            }
            try mask?.check(ImageSize(rows: file.rows, columns: file.columns))
            let envi = try file.read(window)
            image = try envi.image(path: path)
            let (description, good) = (envi.description, envi.goodBands())
            wavelengths = description.wavelengths.map { all in good.map { all[$0] } }
            wavelengthUnits = description.wavelengthUnits
            (goodBands, ignoredValue, place) = (description.goodBands, description.ignoredValue, description.place)
            if good.count < envi.bands {
                remarks.append("\(envi.bands - good.count) of \(envi.bands) bands left out, which the header calls bad")
            }
            if let scale = description.reflectanceScale, scale != 1 {
                remarks.append("values divided by \(Self.number(scale)), the header's reflectance scale factor")
            }
        }
        if image.presentCount < image.size.pixels {
            remarks.append(
                "\(image.size.pixels - image.presentCount) of \(image.size.pixels) pixels left out, as values are missing"
            )
        }
        if let mask {
            let before = image.presentCount
            guard let kept = image.keeping(mask.within(window)) else {
                throw FormatError(file: mask.path, reason: "the mask leaves no pixel of \(path)")
            }
            image = kept
            remarks.append("\(before - kept.presentCount) pixels left out by \(mask.path)")
        }
        self.image = image
        self.remarks = remarks
    }

    /// The header of an ENVI image, whose own path or that of the file of numbers is given.
    private static func headerPath(_ path: String) throws -> String {
        if path.lowercased().hasSuffix(".hdr") { return path }
        let url = URL(fileURLWithPath: path)
        let isKnown = ENVIFile.endings.contains(url.pathExtension.isEmpty ? "" : "." + url.pathExtension.lowercased())
        let found = [path + ".hdr", url.deletingPathExtension().relativePath + ".hdr"]
            .first { FileManager.default.fileExists(atPath: $0) }
        guard isKnown, let found else {
            throw FormatError(
                file: path, reason: "neither a MATLAB file (.mat) nor the header of an ENVI image (.hdr)")
        }
        return found
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
