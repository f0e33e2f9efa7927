/// The header of an object: messages that say what it is.
struct HDF5Header: Sendable {
    /// A message, and its flags.
    struct Message: Sendable {
        let kind: Int
        let flags: Int
        let bytes: [UInt8]
        /// Where it stands.
        let address: Int
    }

    /// The kinds of messages that are read, by their numbers.
    enum Kind {
        static let dataspace = 0x01
        static let linkInfo = 0x02
        static let datatype = 0x03
        static let oldFillValue = 0x04
        static let fillValue = 0x05
        static let link = 0x06
        static let externalFiles = 0x07
        static let layout = 0x08
        static let filters = 0x0B
        static let attribute = 0x0C
        static let continuation = 0x10
        static let symbolTable = 0x11
        static let attributeInfo = 0x15
    }

    let address: Int
    let messages: [Message]

    /// Reads the header at an address, of version 1 or 2, with all blocks that continue it.
    init(at address: Int, in storage: HDF5Storage) throws {
        self.address = address
        var start = try storage.cursor(at: address, count: min(64, storage.size - min(max(address, 0), storage.size)))
        let isSecond = start.bytes.starts(with: Array("OHDR".utf8))
        var reader = MessageReader(storage: storage, isSecond: isSecond)
        if isSecond {
            try start.skip(4)
            _ = try start.version(2, of: "an object header")
            let flags = try start.byte()
            try start.skip((flags & 0x20 != 0 ? 16 : 0) + (flags & 0x10 != 0 ? 4 : 0))
            let size = try start.integer(1 << (flags & 3))
            reader.hasOrder = flags & 4 != 0
            let prefix = start.position
            guard size <= storage.size else { throw start.damage("an object header of \(size) bytes") }
            var block = try storage.block("OHDR", at: address, count: prefix + size + 4)
            try block.skip(prefix - 4)
            try reader.read(&block, at: address)
        } else {
            _ = try start.version(1, of: "an object header")
            try start.skip(7)
            let size = try start.integer(4)
            try reader.readFirst(at: address + 16, count: size)
        }
        while let (place, count) = reader.continuations.popLast() { try reader.readNext(at: place, count: count) }
        messages = reader.messages
    }

    /// The first message of a kind.
    func message(_ kind: Int) -> Message? { messages.first { $0.kind == kind } }
}

/// Collects the messages of a header, block by block.
private struct MessageReader {
    let storage: HDF5Storage
    let isSecond: Bool
    /// Whether messages of version 2 have a number that says in which order they came.
    var hasOrder = false
    var messages: [HDF5Header.Message] = []
    var continuations: [(place: Int, count: Int)] = []
    /// A damaged header may continue in itself.
    private var seen: Set<Int> = []

    init(storage: HDF5Storage, isSecond: Bool) {
        self.storage = storage
        self.isSecond = isSecond
    }

    mutating func readFirst(at address: Int, count: Int) throws {
        var block = try storage.cursor(at: address, count: count)
        try read(&block, at: address)
    }

    mutating func readNext(at address: Int, count: Int) throws {
        guard seen.insert(address).inserted, seen.count < 4096 else {
            throw storage.damage(at: address, "an object header that continues in itself")
        }
        var block =
            isSecond
            ? try storage.block("OCHK", at: address, count: count) : try storage.cursor(at: address, count: count)
        try read(&block, at: address)
    }

    mutating func read(_ block: inout HDF5Cursor, at address: Int) throws {
        let head = isSecond ? (hasOrder ? 6 : 4) : 8
        // What is left may be a gap that is too small for a message.
        while block.left >= head {
            let kind = try block.integer(isSecond ? 1 : 2)
            let size = try block.integer(2)
            let flags = try block.byte()
            try block.skip(isSecond ? (hasOrder ? 2 : 0) : 3)
            let place = address + block.position
            let message = HDF5Header.Message(
                kind: kind, flags: flags, bytes: Array(try block.take(size)), address: place)
            if kind == HDF5Header.Kind.continuation {
                var cursor = storage.cursor(message.bytes, at: place)
                continuations.append((try cursor.knownAddress(), try cursor.length()))
            } else if kind != 0 {
                messages.append(message)
            }
        }
    }
}
