internal import ScientificFormats

/// An image file of the user's own, of which nothing is known beforehand.
///
/// - `.hdr`: the header of an ENVI image.
/// - `.mat`: a MATLAB file with a variable `Y` or `V`, bands x pixels, beside `nRow` and `nCol` or `H` and `W`, as
///   ``SceneFiles`` has them; or with one array of rows x columns x bands under any name.
/// - `.nc`, `.h5`, `.he5`, `.hdf5`: an HDF5 or netCDF-4 file of EMIT, AVIRIS-3 or PRISMA, or an array that is named.
public struct ImageFile: Sendable {
    /// The image.
    public let image: HyperspectralImage
    /// The wavelength of each band, where the file gives them.
    public let wavelengths: [Double]?
    /// The unit of the wavelengths, as the file words it.
    public let wavelengthUnits: String?
    /// What was taken from the file, and what was left: sentences for people.
    public let remarks: [String]

    /// Reads an image.
    ///
    /// - Parameters:
    ///   - path: The file, or the header of an ENVI image.
    ///   - variable: The name of the variable in a MATLAB file, or the path of the array in an HDF5 file, where it is none
    ///     of those above.
    /// - Throws: `FormatError` where the file cannot be read, where it cannot be told what the image is, and where a value is
    ///   not a finite number or marks missing data.
    public init(path: String, variable: String? = nil) throws {
        if path.lowercased().hasSuffix(".hdr") {
            guard variable == nil else {
                throw FormatError(file: path, reason: "an ENVI image has no variables to choose from")
            }
            let envi = try ENVIImage(headerPath: path)
            image = try envi.image(path: path)
            (wavelengths, wavelengthUnits, remarks) = (envi.wavelengths, envi.wavelengthUnits, [])
        } else if path.lowercased().hasSuffix(".mat") {
            image = try MatlabScene(path: path).image(named: variable)
            (wavelengths, wavelengthUnits, remarks) = (nil, nil, [])
        } else if Self.hdf5Endings.contains(where: { path.lowercased().hasSuffix("." + $0) }) {
            let hdf5 = try HDF5Image(path: path, variable: variable)
            let bands = hdf5.usedBands()
            image = try hdf5.image(bands: bands, path: path)
            wavelengths = hdf5.wavelengths.map { all in bands.map { all[$0] } }
            wavelengthUnits = wavelengths == nil ? nil : "Nanometers"
            let left = hdf5.bands - bands.count
            remarks =
                hdf5.remarks + (left > 0 ? ["bands that are not good were left out: \(left) of \(hdf5.bands)"] : [])
        } else {
            throw FormatError(
                file: path,
                reason: "neither a MATLAB file (.mat), nor the header of an ENVI image (.hdr), nor an HDF5 file "
                    + "(\(Self.hdf5Endings.map { "." + $0 }.joined(separator: ", ")))")
        }
    }

    /// The endings of HDF5 and netCDF-4 files.
    package static let hdf5Endings = ["nc", "nc4", "h5", "he5", "hdf5", "hdf"]
}
