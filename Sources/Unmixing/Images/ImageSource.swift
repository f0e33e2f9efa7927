internal import Foundation
internal import NumericalMethods
internal import ScientificFormats

/// An image file that was opened, of any format, and is read some rows at a time.
struct ImageSource: Sendable {
    private enum File {
        case envi(ENVIFile)
        case matlab(HyperspectralImage)
        case hdf5(HDF5Image)
    }

    /// The file, or the header of an ENVI image.
    let path: String
    /// Where in the file the image is, for messages.
    let place: String?
    private let file: File
    /// The bands that are used, as the file counts them.
    private let usedBands: [Int]

    /// Opens a file by its ending.
    init(path: String, variable: String?) throws {
        let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
        self.path = path
        if ending == "mat" {
            let found = try MatlabScene(path: path).image(named: variable)
            (file, usedBands, place) = (.matlab(found.image), Array(0..<found.image.bands), found.place)
        } else if ImageFile.hdf5Endings.contains(ending) {
            let image = try HDF5Image(path: path, variable: variable)
            (file, usedBands, place) = (.hdf5(image), image.usedBands(), nil)
            guard !usedBands.isEmpty else { throw FormatError(file: path, reason: "not one band is good") }
        } else {
            let envi = try ENVIFile(headerPath: Self.headerPath(path, ending: ending))
            guard variable == nil else {
                throw FormatError(file: path, reason: "an ENVI image has no variables to choose from")
            }
            guard !envi.description.isLibrary else {
                throw FormatError(file: path, reason: "a spectral library, not an image; --endmembers can name it")
            }
            (file, place) = (.envi(envi), nil)
            usedBands = (0..<envi.bands).filter { envi.description.goodBands?[$0] ?? true }
        }
    }

    /// The number of rows and columns of the whole image.
    var size: ImageSize {
        switch file {
        case .envi(let file): ImageSize(rows: file.rows, columns: file.columns)
        case .matlab(let image): image.size
        case .hdf5(let image): ImageSize(rows: image.rows, columns: image.columns)
        }
    }

    /// The number of bands that are used.
    var bands: Int { usedBands.count }

    // MARK: Values

    /// Goes through a window of the image, some rows at a time.
    ///
    /// - Parameters:
    ///   - window: The window, which lies in the image.
    ///   - body: Gets all columns of some rows of it, and the number of the first of these pixels in the window.
    /// - Throws: What `body` throws, and `FormatError` where the file cannot be read.
    func forEachStrip(in window: ImageWindow, _ body: (_ strip: ImageStrip, _ first: Int) throws -> Void) throws {
        let end = window.row + window.rows
        let step = rowsAtOnce(columns: window.columns)
        var row = window.row
        while row < end {
            // Up to where what is packed together ends.
            let next = min((row / step + 1) * step, end)
            let rows = ImageWindow(row: row, column: window.column, rows: next - row, columns: window.columns)
            try body(read(rows), (row - window.row) * window.columns)
            row = next
        }
    }

    private func read(_ window: ImageWindow) throws -> ImageStrip {
        switch file {
        case .envi(let file): try file.read(window).strip()
        case .hdf5(let image): try image.strip(window, bands: usedBands)
        case .matlab(let image):
            ImageStrip(
                leavingOutMissing: image.spectra.selectingRows(
                    window.row * image.size.columns..<(window.row + window.rows) * image.size.columns)
            ).columns(window.column..<window.column + window.columns, of: image.size.columns)
        }
    }

    /// How many rows are read at a time: 16 MiB of numbers, and of a file whose rows are packed together up to 64 MiB.
    private func rowsAtOnce(columns: Int) -> Int {
        func rows(_ columns: Int, _ bands: Int, bytes: Int) -> Int { max(1, bytes / (columns * bands * 4)) }
        switch file {
        case .envi(let file): return rows(columns, file.bands, bytes: 1 << 24)
        case .matlab(let image): return rows(columns, image.bands, bytes: 1 << 24)
        case .hdf5(let image):
            let packed = min(image.rowsAtOnce, rows(image.columns, image.bands, bytes: 1 << 26))
            let few = rows(image.columns, image.bands, bytes: 1 << 24)
            return few > packed ? few / packed * packed : packed
        }
    }

    /// Why not one pixel is there, as far as it can be told: bands that have no value anywhere.
    func emptyBands(in window: ImageWindow) throws -> String {
        guard case .envi(let envi) = file else { return "" }
        var filled: Set<Int> = []
        let step = rowsAtOnce(columns: window.columns)
        for row in stride(from: window.row, to: window.row + window.rows, by: step) {
            let rows = min(step, window.row + window.rows - row)
            filled.formUnion(
                try envi.read(ImageWindow(row: row, column: window.column, rows: rows, columns: window.columns))
                    .bandsWithValues())
        }
        let empty = usedBands.filter { !filled.contains($0) }
        guard !empty.isEmpty, empty.count < usedBands.count else { return "" }
        return
            "; bands \(empty.map(String.init).joined(separator: ", ")) have none anywhere, and 'bbl' in the header can "
            + "leave them out (bands are counted from 0)"
    }

    /// What leaves out pixels that are zero in every band, in words.
    ///
    /// A header names one value that marks missing numbers, and those of a pixel stand in the file as they are.
    var cureOfZeros: String {
        guard case .envi(let envi) = file, envi.description.ignoredValue == nil, envi.description.offsets == nil else {
            return "a --mask leaves them out"
        }
        return "'data ignore value = 0' in the header or a --mask leaves them out"
    }

    // MARK: What is said of them

    /// What the file says beside the values.
    func description() -> ImageDescription {
        switch file {
        case .envi(let file): Self.description(of: file.description, bands: (used: usedBands, all: file.bands))
        case .matlab: ImageDescription()
        case .hdf5(let image): Self.description(of: image, bands: usedBands)
        }
    }

    private static func description(of envi: ENVIDescription, bands: (used: [Int], all: Int)) -> ImageDescription {
        var description = ImageDescription()
        description.wavelengths = envi.wavelengths.map { all in bands.used.map { all[$0] } }
        description.wavelengthUnits = envi.wavelengthUnits
        description.goodBands = envi.goodBands
        description.place = envi.place
        description.ignoredValue = envi.ignoredValue
        if bands.used.count < bands.all {
            description.remarks.append(
                "\(bands.all - bands.used.count) of \(bands.all) bands left out, which the header calls bad")
        }
        if envi.gains != nil || envi.offsets != nil {
            let keys = [envi.gains == nil ? nil : "data gain values", envi.offsets == nil ? nil : "data offset values"]
            description.wereScaled = true
            description.remarks.append(
                "values computed with the header's \(keys.compactMap(\.self).joined(separator: " and "))")
        }
        if let scale = envi.reflectanceScale, scale != 1 {
            let number = Int(exactly: scale).map(String.init) ?? "\(scale)"
            description.wereScaled = true
            description.remarks.append("values divided by \(number), the header's reflectance scale factor")
        }
        return description
    }

    private static func description(of image: HDF5Image, bands: [Int]) -> ImageDescription {
        var description = ImageDescription()
        description.wavelengths = image.wavelengths.map { all in bands.map { all[$0] } }
        description.wavelengthUnits = image.wavelengths == nil ? nil : "Nanometers"
        description.goodBands = image.goodBands
        description.place = MapPlace(image.place?.enviEntries() ?? [:])
        description.ignoredValue = image.missingValue
        description.remarks = image.remarks
        if bands.count < image.bands {
            description.remarks.append(
                "\(image.bands - bands.count) of \(image.bands) bands left out, which are not good")
        }
        return description
    }

    // MARK: Paths

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
