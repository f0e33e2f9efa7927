import ScientificFormats
import NumericalMethods

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
            image = try Self.matlabImage(MatFile(path: path), path: path, variable: variable)
            (wavelengths, wavelengthUnits) = (nil, nil)
        } else {
            throw FormatError(
                file: path, reason: "neither a MATLAB file (.mat) nor the header of an ENVI image (.hdr)")
        }
    }

    private static func matlabImage(_ file: MatFile, path: String, variable: String?) throws -> HyperspectralImage {
        let sizeNames = [("nRow", "nCol"), ("H", "W")].first { file.contains($0.0) && file.contains($0.1) }
        let named = variable ?? ["Y", "V"].first(where: file.contains)
        let name: String
        let array: MatArray<Float>
        if let named {
            (name, array) = (named, try file.numbers(named, as: Float.self))
        } else {
            let cubes = file.variableNames.compactMap { name in
                (try? file.numbers(name, as: Float.self)).flatMap { $0.shape.count == 3 ? (name, $0) : nil }
            }
            guard cubes.count == 1 else {
                let found = cubes.isEmpty ? "none" : cubes.map(\.0).joined(separator: ", ")
                throw FormatError(
                    file: path,
                    reason:
                        "there must be a variable Y or V, or one array of rows x columns x bands, but of such there is "
                        + "\(found); name the variable of the image")
            }
            (name, array) = cubes[0]
        }
        let place = "variable '\(name)'"
        if array.shape.count == 3, array.shape.allSatisfy({ $0 > 0 }) {
            return try cube(array).checked(path: path, place: place)
        }
        guard let sizeNames else {
            throw FormatError(
                file: path, place: place,
                reason:
                    "bands x pixels, but the file has neither nRow and nCol nor H and W to say how many rows there are")
        }
        let (rows, columns) = (try file.integer(sizeNames.0), try file.integer(sizeNames.1))
        guard rows > 0, columns > 0, array.shape.count == 2, array.shape[0] > 0,
            array.shape[1].isMultiple(of: rows), array.shape[1] / rows == columns
        else {
            throw FormatError(
                file: path, place: place,
                reason: "an array of \(array.shape.map(String.init).joined(separator: " x ")), but bands x pixels was "
                    + "expected, with \(rows) x \(columns) pixels")
        }
        let size = ImageSize(rows: rows, columns: columns)
        let order: PixelOrder = sizeNames.0 == "H" ? .rowMajor : .columnMajor
        let bands = array.shape[0]
        let elements = order.filePositions(in: size).flatMap { array.elements[$0 * bands..<($0 + 1) * bands] }
        return try HyperspectralImage(
            size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: elements)
        ).checked(path: path, place: place)
    }

    /// Turns rows x columns x bands, the rows running fastest, to pixels x bands.
    private static func cube(_ array: MatArray<Float>) -> HyperspectralImage {
        let (rows, columns, bands) = (array.shape[0], array.shape[1], array.shape[2])
        var spectra = Matrix(rows: rows * columns, columns: bands, repeating: Float(0))
        for row in 0..<rows {
            for column in 0..<columns {
                for band in 0..<bands {
                    spectra[row * columns + column, band] = array.elements[row + rows * (column + columns * band)]
                }
            }
        }
        return HyperspectralImage(size: ImageSize(rows: rows, columns: columns), spectra: spectra)
    }
}

extension ENVIImage {
    /// The image, none of whose values may be missing.
    func image(path: String) throws -> HyperspectralImage {
        let size = ImageSize(rows: rows, columns: columns)
        if let missing = ignoredValue.map(Float.init), let index = values.firstIndex(of: missing) {
            throw FormatError(
                file: path,
                reason: "the value \(missing), which stands for missing data, in band \(index % bands) of the "
                    + size.describe(pixel: index / bands))
        }
        return try HyperspectralImage(
            size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: values)
        ).checked(path: path, place: nil)
    }
}

extension HyperspectralImage {
    /// The image itself, all of whose values must be finite numbers.
    func checked(path: String, place: String?) throws -> HyperspectralImage {
        if let index = spectra.elements.firstIndex(where: { !$0.isFinite }) {
            throw FormatError(
                file: path, place: place,
                reason:
                    "\(spectra.elements[index]) in band \(index % bands) of the \(size.describe(pixel: index / bands))")
        }
        return self
    }
}
