/// An HDF5 file, read by code of our own: <doc:ReadingHDF5Files> says why, and what is read.
package struct HDF5File: Sendable {
    /// The group that all others are in.
    package let root: HDF5Object

    /// Opens a file.
    ///
    /// - Throws: ``FormatError`` where it cannot be read, is no HDF5 file, or is cut short or damaged.
    package init(path: String) throws {
        try self.init(HDF5Storage(path: path))
    }

    /// Opens what a file holds.
    package init(bytes: [UInt8], path: String) throws {
        try self.init(HDF5Storage(bytes: bytes, path: path))
    }

    private init(_ storage: HDF5Storage) throws {
        root = try HDF5Object(at: storage.root, path: "/", in: storage)
    }

    /// Whether a file is one.
    ///
    /// - Throws: ``FormatError`` where it cannot be read.
    package static func recognizes(path: String) throws -> Bool { try HDF5Storage.recognizes(path: path) }
}
