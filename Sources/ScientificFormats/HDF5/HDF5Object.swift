/// A group or a dataset of an HDF5 file.
package struct HDF5Object: Sendable {
    /// The path by which it was found, for messages.
    package let path: String
    /// Whether it is a group.
    package var isGroup: Bool { header.isGroup }
    /// Whether it is a dataset.
    package var isDataset: Bool { header.message(HDF5Header.Kind.layout) != nil }
    /// Where its header stands: two objects of one address are the same.
    let address: Int
    private let header: HDF5Header
    private let storage: HDF5Storage

    /// Reads the header at an address.
    init(at address: Int, path: String, in storage: HDF5Storage) throws {
        self.path = path
        self.address = address
        self.storage = storage
        header = try HDF5Header(at: address, in: storage)
    }

    /// Reads the header at an address of the same file, as a reference gives it.
    func object(at address: Int, path: String) throws -> HDF5Object {
        try HDF5Object(at: address, path: path, in: storage)
    }

    /// The names in a group, in the order of the file; none of a dataset.
    package func names() throws -> [String] { try links().map(\.name) }

    /// What a path below leads to, such as `location/lat`, or nothing where it leads nowhere.
    ///
    /// - Throws: ``FormatError`` where the file is damaged, or the path leads into another file.
    package func object(_ path: String) throws -> HDF5Object? {
        var walk = HDF5Walk()
        return try walk.object(path, from: self)
    }

    /// Goes through what is below, in the order of the file; no group twice, however many links lead to it.
    ///
    /// - Parameters:
    ///   - levels: How many levels down it goes.
    ///   - body: Gets an object, and says whether to go into it where it is a group.
    /// - Throws: Where a group cannot be read, and what `body` throws.
    func forEachBelow(levels: Int, _ body: (HDF5Object) throws -> Bool) throws {
        var walk = HDF5Walk()
        try walk.below(self, levels: levels, body)
    }

    /// The links of a group, in the order of the file; none of a dataset.
    func links() throws -> [(name: String, link: HDF5Link)] { try header.links(in: storage) }

    /// The group from which the whole file is reached.
    func root() throws -> HDF5Object { try HDF5Object(at: storage.root, path: "/", in: storage) }

    /// An attribute, or nothing where there is none of that name.
    package func attribute(_ name: String) throws -> HDF5Values? { try header.attribute(name, in: storage) }

    /// The text of an attribute, or nothing where there is none of that name or it is no text.
    package func text(_ name: String) throws -> String? { try attribute(name)?.texts()?.first }

    /// The numbers of an attribute, or nothing where there is none of that name or it holds no numbers.
    package func numbers(_ name: String) throws -> [Double]? { try attribute(name)?.numbers() }

    /// The dataset that it is.
    ///
    /// - Throws: ``FormatError`` where it is none, or how its numbers are stored cannot be read.
    package func dataset() throws -> HDF5Dataset { try HDF5Dataset(header, path: path, in: storage) }

    /// What is wrong with the object.
    func fail(_ reason: String, path: String? = nil) -> FormatError {
        FormatError(file: storage.path, place: "'\(path ?? self.path)'", reason: reason)
    }
}
