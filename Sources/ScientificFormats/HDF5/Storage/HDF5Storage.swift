/// The bytes of an HDF5 file and what its superblock says of them.
///
/// Addresses count from the superblock, which a block of the user's may stand before, as in MATLAB files of version 7.3.
/// Format: The HDF Group, *HDF5 File Format Specification*, version 3.0, sections II and III.
final class HDF5Storage: Sendable {
    /// The path of the file, for messages.
    let path: String
    /// The number of bytes from the superblock to the end of the file.
    let size: Int
    /// How many bytes an address takes.
    let addressSize: Int
    /// How many bytes a length takes.
    let lengthSize: Int
    /// The address of the root group's header.
    let root: Int
    private let file: RandomAccessFile?
    /// What the file holds, where it is no file.
    private let contents: [UInt8]
    /// Where the superblock stands.
    private let base: Int

    /// Opens a file and reads its superblock.
    ///
    /// - Throws: ``FormatError`` where it cannot be read or is no HDF5 file, or is cut short.
    convenience init(path: String) throws {
        try self.init(path: path, file: RandomAccessFile(path: path), contents: [])
    }

    /// Reads the superblock of what a file holds.
    convenience init(bytes: [UInt8], path: String) throws {
        try self.init(path: path, file: nil, contents: bytes)
    }

    private init(path: String, file: RandomAccessFile?, contents: [UInt8]) throws {
        self.path = path
        self.file = file
        self.contents = contents
        let total = file?.size ?? contents.count
        func bytes(_ position: Int, _ count: Int) throws -> [UInt8] {
            let count = min(count, total - position)
            return try file?.bytes(at: position, count: count) ?? Array(contents[position..<position + count])
        }
        guard let base = try Self.start(total, bytes) else {
            throw FormatError(file: path, reason: "not an HDF5 file")
        }
        self.base = base
        size = total - base
        let superblock = try HDF5Superblock(
            HDF5Cursor(try bytes(base, 128), at: 0, in: (path, addressSize: 8, lengthSize: 8)))
        addressSize = superblock.addressSize
        lengthSize = superblock.lengthSize
        root = superblock.root
        guard superblock.end <= total else {
            throw FormatError(
                file: path, reason: "\(total) bytes of \(superblock.end) are there; the file is cut short")
        }
    }

    /// Whether a file begins as HDF5 files do, or has the signature where a block of the user's may end.
    static func recognizes(path: String) throws -> Bool {
        let file = try RandomAccessFile(path: path)
        return try start(file.size) { try file.bytes(at: $0, count: $1) } != nil
    }

    /// Whether what a file holds begins in that way.
    static func recognizes(_ bytes: [UInt8]) -> Bool {
        start(bytes.count) { Array(bytes[$0..<$0 + $1]) } != nil
    }

    private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Where the signature stands: at 0, or at 512 or a power of two above.
    private static func start(_ total: Int, _ bytes: (Int, Int) throws -> [UInt8]) rethrows -> Int? {
        var position = 0
        while position <= total - signature.count {
            if try bytes(position, signature.count) == signature { return position }
            position = position == 0 ? 512 : position * 2
        }
        return nil
    }

    /// Some bytes.
    ///
    /// - Throws: ``FormatError`` where the file does not hold them; nothing is allocated then.
    func bytes(at address: Int, count: Int) throws -> [UInt8] {
        guard address >= 0, count >= 0, address <= size, count <= size - address else {
            throw damage(at: address, "\(count) bytes, of which the file, with \(size), does not hold all")
        }
        guard let file else { return Array(contents[base + address..<base + address + count]) }
        return try file.bytes(at: base + address, count: count)
    }

    /// A cursor over some bytes.
    func cursor(at address: Int, count: Int) throws -> HDF5Cursor {
        HDF5Cursor(
            try bytes(at: address, count: count), at: address,
            in: (path, addressSize: addressSize, lengthSize: lengthSize))
    }

    /// A cursor over bytes that the file holds at an address, or that come from there.
    func cursor(_ bytes: [UInt8], at address: Int) -> HDF5Cursor {
        HDF5Cursor(bytes, at: address, in: (path, addressSize: addressSize, lengthSize: lengthSize))
    }

    /// A cursor over the bytes of a block that begins with four letters and ends with a checksum, which is compared.
    ///
    /// - Returns: The cursor, behind the letters; the checksum is not among its bytes.
    func block(_ letters: String, at address: Int, count: Int) throws -> HDF5Cursor {
        let bytes = try bytes(at: address, count: count)
        guard count >= 8, Array(letters.utf8) == Array(bytes[..<4]) else {
            throw damage(at: address, "no block '\(letters)', which is referred to")
        }
        let stored = bytes[(count - 4)...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard stored == hdf5Checksum(bytes[..<(count - 4)]) else {
            throw damage(at: address, "the checksum of the block '\(letters)' is wrong")
        }
        var cursor = cursor(Array(bytes[..<(count - 4)]), at: address)
        try cursor.skip(4)
        return cursor
    }

    /// What is wrong with the bytes at an address.
    func damage(at address: Int, _ reason: String) -> FormatError {
        // An address of a damaged file may be anything.
        let place = address.addingReportingOverflow(base)
        return FormatError(file: path, place: place.overflow ? nil : "byte \(place.partialValue)", reason: reason)
    }
}
