internal import Foundation
public import ScientificFormats

/// An image file of the user's own, of which nothing is known beforehand.
///
/// - `.hdr`: the header of an ENVI image, or the file of its numbers beside it.
/// - `.mat`: a MATLAB file with a variable `Y` or `V`, bands x pixels, beside `nRow` and `nCol` or `H` and `W`, as
///   ``SceneFiles`` has them; or with one array of rows x columns x bands under any name, or in a struct.
/// - `.nc`, `.h5`, `.he5`, `.hdf5`: an HDF5 or netCDF-4 file of EMIT, AVIRIS-3 or PRISMA, or an array that is named.
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
    ///   - variable: The name of the variable in a MATLAB file, or the path of the array in an HDF5 file, where it is none
    ///     of those above.
    ///   - window: The part that is wanted; nothing for all.
    ///   - mask: The pixels of the whole image that are kept; nothing for all.
    /// - Throws: `FormatError` where the file cannot be read, where it cannot be told what the image is, where a value is
    ///   infinite, and where no pixel is left.
    public init(path: String, variable: String? = nil, window: ImageWindow? = nil, mask: PixelMask? = nil) throws {
        let source = try ImageSource(path: path, variable: variable)
        try mask?.check(source.size)
        if let window, !window.lies(inRows: source.size.rows, columns: source.size.columns) {
            throw FormatError(
                file: path, reason: "the image has \(source.size) pixels, and \(window) reaches beyond them")
        }
        let contents = try source.read(window)
        var image = contents.image
        var remarks = contents.remarks
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
        self.window = window
        self.remarks = remarks
        wavelengths = contents.wavelengths
        wavelengthUnits = contents.wavelengthUnits
        goodBands = contents.goodBands
        place = contents.place
        ignoredValue = contents.ignoredValue
    }

    /// The endings of HDF5 and netCDF-4 files.
    package static let hdf5Endings = ["nc", "nc4", "h5", "he5", "hdf5", "hdf"]
}
