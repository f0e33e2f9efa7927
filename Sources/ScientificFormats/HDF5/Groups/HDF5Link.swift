/// What a name in a group leads to.
enum HDF5Link {
    /// The header of an object, by its address.
    case object(Int)
    /// Another path of the same file.
    case path(String)
    /// Something else, in words.
    case elsewhere(String)

    /// Reads a link message of version 1.
    static func read(_ cursor: inout HDF5Cursor) throws -> (name: String, link: HDF5Link) {
        _ = try cursor.version(1, of: "a link")
        let flags = try cursor.byte()
        let kind = flags & 8 != 0 ? try cursor.byte() : 0
        try cursor.skip((flags & 4 != 0 ? 8 : 0) + (flags & 0x10 != 0 ? 1 : 0))
        let length = try cursor.integer(1 << (flags & 3))
        let name = String(decoding: try cursor.take(length), as: UTF8.self)
        switch kind {
        case 0: return (name, .object(try cursor.knownAddress()))
        case 1:
            let length = try cursor.integer(2)
            return (name, .path(String(decoding: try cursor.take(length), as: UTF8.self)))
        case 64:
            let length = try cursor.integer(2)
            let target = try cursor.take(length).dropFirst().split(separator: 0)
            let words = target.map { String(decoding: $0, as: UTF8.self) }
            return (name, .elsewhere("a link into another file: \(words.joined(separator: ", "))"))
        default: return (name, .elsewhere("a link of kind \(kind), which is not read"))
        }
    }
}
