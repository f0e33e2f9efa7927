internal import ScientificFormats

/// An image file of the user's own, of which nothing is known beforehand.
///
/// - `.hdr`: the header of an ENVI image.
/// - `.mat`: a MATLAB file with a variable `Y` or `V`, bands x pixels, beside `nRow` and `nCol` or `H` and `W`, as
///   ``SceneFiles`` has them; or with one array of rows x columns x bands under any name.
public struct ImageFile: Sendable {
    /// The image.
    public let image: HyperspectralImage
    /// The wavelength of each band, where the file gives them.
    public let wavelengths: [Double]?
    /// The unit of the wavelengths, as the file words it.
    public let wavelengthUnits: String?

    /// Reads an image.
    ///
    /// - Parameters:
    ///   - path: The file, or the header of an ENVI image.
    ///   - variable: The name of the variable, in a MATLAB file where it is none of those above.
    /// - Throws: `FormatError` where the file cannot be read, where it cannot be told what the image is, and where a value is
    ///   not a finite number or marks missing data.
    public init(path: String, variable: String? = nil) throws {
        if path.lowercased().hasSuffix(".hdr") {
            guard variable == nil else {
                throw FormatError(file: path, reason: "an ENVI image has no variables to choose from")
            }
            let envi = try ENVIImage(headerPath: path)
            image = try envi.image(path: path)
            (wavelengths, wavelengthUnits) = (envi.wavelengths, envi.wavelengthUnits)
        } else if path.lowercased().hasSuffix(".mat") {
            image = try MatlabScene(path: path).image(named: variable)
            (wavelengths, wavelengthUnits) = (nil, nil)
        } else {
            throw FormatError(
                file: path, reason: "neither a MATLAB file (.mat) nor the header of an ENVI image (.hdr)")
        }
    }
}
