/// A position in bytes of an HDF5 file.
///
/// All of its numbers are little-endian.
struct HDF5Cursor {
    /// The bytes.
    let bytes: [UInt8]
    /// How many of them were read.
    private(set) var position = 0
    private let origin: Int
    private let path: String
    /// How many bytes an address takes.
    let addressSize: Int
    /// How many bytes a length takes.
    let lengthSize: Int

    /// Begins with the first of some bytes, which stand at an address of a file with such sizes.
    init(
        _ bytes: [UInt8], at address: Int, in file: (path: String, addressSize: Int, lengthSize: Int)
    ) {
        self.bytes = bytes
        origin = address
        path = file.path
        addressSize = file.addressSize
        lengthSize = file.lengthSize
    }

    /// How many bytes are left.
    var left: Int { bytes.count - position }

    /// Some bytes.
    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= left else { throw damage("\(count) bytes were expected, and \(left) are left") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Passes over bytes.
    mutating func skip(_ count: Int) throws { _ = try take(count) }

    /// Passes over what fills up to a multiple of eight, counted from a position.
    mutating func align(from start: Int = 0) throws { try skip((8 - (position - start) % 8) % 8) }

    /// A byte.
    mutating func byte() throws -> Int { Int(try take(1).first ?? 0) }

    /// A number of so many bytes, eight at most, without a sign.
    mutating func integer(_ count: Int) throws -> Int {
        let word = try take(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let value = Int(exactly: word) else { throw damage("a number of \(word), larger than any file") }
        return value
    }

    /// A length.
    mutating func length() throws -> Int { try integer(lengthSize) }

    /// An address, or nothing where it says that there is none.
    mutating func address() throws -> Int? {
        let stored = try take(addressSize)
        guard !stored.allSatisfy({ $0 == 0xFF }) else { return nil }
        position -= addressSize
        return try integer(addressSize)
    }

    /// An address that there must be.
    mutating func knownAddress() throws -> Int {
        guard let address = try address() else { throw damage("an address that is undefined") }
        return address
    }

    /// Requires a version.
    mutating func version(_ allowed: Int..., of what: String) throws -> Int {
        let found = try byte()
        guard allowed.contains(found) else { throw damage("\(what) of version \(found), which is not read") }
        return found
    }

    /// A text that ends with a zero, which is passed over.
    mutating func text() throws -> String {
        guard let end = bytes[position...].firstIndex(of: 0) else { throw damage("a text without its end") }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// What is wrong here.
    func damage(_ reason: String) -> FormatError {
        let place = origin.addingReportingOverflow(position)
        return FormatError(file: path, place: place.overflow ? nil : "byte \(place.partialValue)", reason: reason)
    }
}
