/// A group or a dataset of an HDF5 file.
package struct HDF5Object: Sendable {
    /// The path by which it was found, for messages.
    package let path: String
    /// Whether it is a group.
    package var isGroup: Bool { header.isGroup }
    /// Whether it is a dataset.
    package var isDataset: Bool { header.message(HDF5Header.Kind.layout) != nil }
    private let header: HDF5Header
    private let storage: HDF5Storage

    /// Reads the header at an address.
    init(at address: Int, path: String, in storage: HDF5Storage) throws {
        self.path = path
        self.storage = storage
        header = try HDF5Header(at: address, in: storage)
    }

    /// Reads the header at an address of the same file, as a reference gives it.
    func object(at address: Int, path: String) throws -> HDF5Object {
        try HDF5Object(at: address, path: path, in: storage)
    }

    /// The names in a group, in the order of the file; none of a dataset.
    package func names() throws -> [String] { try header.links(in: storage).map(\.name) }

    /// What a path below leads to, such as `location/lat`, or nothing where it leads nowhere.
    ///
    /// - Throws: ``FormatError`` where the file is damaged, or the path leads into another file.
    package func object(_ path: String) throws -> HDF5Object? { try object(path, from: self, depth: 0) }

    private func object(_ wanted: String, from root: HDF5Object, depth: Int) throws -> HDF5Object? {
        var found = self
        for name in wanted.split(separator: "/") where name != "." {
            guard let link = try found.header.links(in: storage).first(where: { $0.name == name })?.link else {
                return nil
            }
            let path = found.path == "/" ? "/\(name)" : "\(found.path)/\(name)"
            switch link {
            case .object(let address): found = try HDF5Object(at: address, path: path, in: storage)
            case .path(let target):
                guard depth < 16 else { throw fail("links that lead back to themselves") }
                let start = target.hasPrefix("/") ? try HDF5Object(at: storage.root, path: "/", in: storage) : found
                guard let next = try start.object(target, from: start, depth: depth + 1) else { return nil }
                found = next
            case .elsewhere(let what):
                throw FormatError(file: storage.path, place: "'\(path)'", reason: "\(what), which is not followed")
            }
        }
        return found
    }

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
    func fail(_ reason: String) -> FormatError {
        FormatError(file: storage.path, place: "'\(path)'", reason: reason)
    }
}
