internal import Foundation
internal import ScientificFormats

/// An image file that was opened, of any format.
enum ImageSource {
    case envi(ENVIFile, path: String)
    case matlab(HyperspectralImage, path: String)
    case hdf5(HDF5Image, path: String)

    /// Opens a file by its ending.
    init(path: String, variable: String?) throws {
        let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
        if ending == "mat" {
            self = .matlab(try MatlabScene(path: path).image(named: variable), path: path)
        } else if ImageFile.hdf5Endings.contains(ending) {
            self = .hdf5(try HDF5Image(path: path, variable: variable), path: path)
        } else {
            let file = try ENVIFile(headerPath: Self.headerPath(path, ending: ending))
            guard variable == nil else {
                throw FormatError(file: path, reason: "an ENVI image has no variables to choose from")
            }
            guard !file.description.isLibrary else {
                throw FormatError(file: path, reason: "a spectral library, not an image; --endmembers can name it")
            }
            self = .envi(file, path: path)
        }
    }

    /// The number of rows and columns of the whole image.
    var size: ImageSize {
        switch self {
        case .envi(let file, _): ImageSize(rows: file.rows, columns: file.columns)
        case .matlab(let image, _): image.size
        case .hdf5(let image, _): ImageSize(rows: image.rows, columns: image.columns)
        }
    }

    /// Reads the image, or a window that lies in it.
    func read(_ window: ImageWindow?) throws -> ImageContents {
        switch self {
        case .envi(let file, let path): try Self.read(file.read(window), path: path)
        case .matlab(let image, let path): ImageContents(image: try Self.part(window, of: image, path: path))
        case .hdf5(let file, let path): try Self.read(file, window, path: path)
        }
    }

    private static func read(_ envi: ENVIImage, path: String) throws -> ImageContents {
        let (description, good) = (envi.description, envi.goodBands())
        var contents = ImageContents(image: try envi.image(path: path))
        contents.wavelengths = description.wavelengths.map { all in good.map { all[$0] } }
        contents.wavelengthUnits = description.wavelengthUnits
        contents.goodBands = description.goodBands
        contents.place = description.place
        contents.ignoredValue = description.ignoredValue
        if good.count < envi.bands {
            contents.remarks.append(
                "\(envi.bands - good.count) of \(envi.bands) bands left out, which the header calls bad")
        }
        if let scale = description.reflectanceScale, scale != 1 {
            let number = Int(exactly: scale).map(String.init) ?? "\(scale)"
            contents.remarks.append("values divided by \(number), the header's reflectance scale factor")
        }
        return contents
    }

    private static func read(_ file: HDF5Image, _ window: ImageWindow?, path: String) throws -> ImageContents {
        let bands = file.usedBands()
        let rows = window.map { $0.row..<$0.row + $0.rows } ?? 0..<file.rows
        let strip = try file.image(rows: rows, bands: bands, path: path)
        let columns = window.map { ImageWindow(row: 0, column: $0.column, rows: $0.rows, columns: $0.columns) }
        var contents = ImageContents(image: try part(columns, of: strip, path: path))
        contents.wavelengths = file.wavelengths.map { all in bands.map { all[$0] } }
        contents.wavelengthUnits = file.wavelengths == nil ? nil : "Nanometers"
        contents.goodBands = file.goodBands
        let place = MapPlace(file.place?.enviEntries() ?? [:])
        contents.place = window.map(place.within) ?? place
        contents.ignoredValue = file.missingValue
        contents.remarks = file.remarks
        if bands.count < file.bands {
            contents.remarks.append("\(file.bands - bands.count) of \(file.bands) bands left out, which are not good")
        }
        return contents
    }

    private static func part(
        _ window: ImageWindow?, of image: HyperspectralImage, path: String
    ) throws -> HyperspectralImage {
        guard let window else { return image }
        guard let part = image.within(window) else {
            throw FormatError(file: path, reason: "every pixel of the window is missing")
        }
        return part
    }

    /// The header of an ENVI image, whose own path or that of the file of numbers is given.
    private static func headerPath(_ path: String, ending: String) throws -> String {
        if ending == "hdr" { return path }
        let isKnown = ENVIFile.endings.contains(ending.isEmpty ? "" : "." + ending)
        let found = [path + ".hdr", URL(fileURLWithPath: path).deletingPathExtension().relativePath + ".hdr"]
            .first { FileManager.default.fileExists(atPath: $0) }
        guard isKnown, let found else {
            throw FormatError(
                file: path,
                reason: "neither a MATLAB file (.mat), nor the header of an ENVI image (.hdr), nor an HDF5 file "
                    + "(\(ImageFile.hdf5Endings.map { "." + $0 }.joined(separator: ", ")))")
        }
        return found
    }
}
