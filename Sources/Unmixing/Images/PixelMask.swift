internal import Foundation
internal import ScientificFormats

/// Which pixels of an image are kept, as a file says it: where its value is neither zero nor missing.
public struct PixelMask: Sendable {
    /// The path of the file.
    public let path: String
    private let size: ImageSize
    private let isKept: [Bool]

    /// Reads a mask.
    ///
    /// - Parameter path: The header of an ENVI image of one band, or a `.npy` file of rows x columns.
    /// - Throws: `FormatError` where it is neither.
    public init(path: String) throws {
        self.path = path
        if path.lowercased().hasSuffix(".npy") {
            let array = try NPYFile.read(path: path)
            guard array.shape.count == 2, array.shape.allSatisfy({ $0 > 0 }) else {
                throw FormatError(
                    file: path, reason: "an array of \(sizes(array.shape)), but rows x columns was expected of a mask")
            }
            size = ImageSize(rows: array.shape[0], columns: array.shape[1])
            isKept = array.values.map { $0 != 0 && !$0.isNaN }
        } else if path.lowercased().hasSuffix(".hdr") {
            let envi = try ENVIImage(headerPath: path)
            guard envi.bands == 1 else {
                throw FormatError(file: path, reason: "\(envi.bands) bands, but a mask has one")
            }
            size = ImageSize(rows: envi.rows, columns: envi.columns)
            isKept = zip(envi.values, envi.missingPixels()).map { $0 != 0 && !$1 }
        } else {
            throw FormatError(
                file: path, reason: "neither the header of an ENVI image (.hdr) nor a NumPy array (.npy) of a mask")
        }
    }

    /// Requires that it is of an image of a size.
    func check(_ size: ImageSize) throws {
        guard self.size == size else {
            throw FormatError(file: path, reason: "a mask of \(self.size) pixels for an image of \(size)")
        }
    }

    /// Whether each pixel of a window is kept.
    func within(_ window: ImageWindow) -> [Bool] {
        (0..<window.rows * window.columns).map { index in
            isKept[
                size.pixel(row: window.row + index / window.columns, column: window.column + index % window.columns)]
        }
    }
}
