extension HDF5Header {
    /// An attribute, or nothing where the object has none of that name.
    func attribute(_ name: String, in storage: HDF5Storage) throws -> HDF5Values? {
        for message in messages {
            switch message.kind {
            case Kind.attribute:
                if let found = try Self.attribute(name, message, in: storage) { return found }
            case Kind.attributeInfo:
                var cursor = storage.cursor(message.bytes, at: message.address)
                _ = try cursor.version(0, of: "information on attributes")
                try cursor.skip(try cursor.byte() & 1 != 0 ? 2 : 0)
                guard let address = try cursor.address(), let tree = try cursor.address() else { continue }
                let heap = try HDF5FractalHeap(at: address, in: storage)
                for record in try HDF5Tree(at: tree, in: storage).records(kinds: 8, 9) {
                    guard record.bytes.count > heap.identifierSize else {
                        throw storage.damage(at: tree, "a tree whose records do not fit its heap")
                    }
                    let stored = Message(
                        kind: Kind.attribute, flags: Int(record.bytes[heap.identifierSize]),
                        bytes: try heap.object(record.bytes[..<heap.identifierSize]), address: address)
                    if let found = try Self.attribute(name, stored, in: storage) { return found }
                }
            default: continue
            }
        }
        return nil
    }

    /// Reads an attribute message of version 1 to 3, if it has the name.
    private static func attribute(
        _ wanted: String, _ message: Message, in storage: HDF5Storage
    ) throws -> HDF5Values? {
        guard message.flags & 2 == 0 else { return nil }
        var cursor = storage.cursor(message.bytes, at: message.address)
        let version = try cursor.version(1, 2, 3, of: "an attribute")
        let flags = try cursor.byte()
        let sizes = (name: try cursor.integer(2), type: try cursor.integer(2), space: try cursor.integer(2))
        if version == 3 { try cursor.skip(1) }
        func part(_ size: Int) throws -> [UInt8] {
            let bytes = Array(try cursor.take(size))
            if version == 1 { try cursor.skip((8 - size % 8) % 8) }
            return bytes
        }
        let name = try part(sizes.name)
        guard String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) == wanted else { return nil }
        let type = try storage.datatype(
            Message(
                kind: Kind.datatype, flags: flags & 1 != 0 ? 2 : 0, bytes: try part(sizes.type),
                address: message.address))
        var space = storage.cursor(try part(sizes.space), at: message.address)
        let dataspace = try HDF5Dataspace(&space)
        guard let size = checkedProduct([dataspace.count, type.size]) else {
            throw cursor.damage("impossible dimensions \(dataspace.shape)")
        }
        return HDF5Values(
            type: type, shape: dataspace.shape, count: dataspace.count, bytes: Array(try cursor.take(size)),
            storage: storage, place: "attribute '\(wanted)'")
    }
}

extension HDF5Storage {
    /// The datatype of a message, which may stand in another object's header that it names.
    func datatype(_ message: HDF5Header.Message, depth: Int = 0) throws -> HDF5Datatype {
        var cursor = cursor(message.bytes, at: message.address)
        guard message.flags & 2 != 0 else { return try HDF5Datatype(&cursor) }
        let version = try cursor.version(1, 2, 3, of: "a shared message")
        let kind = try cursor.byte()
        if version == 1 { try cursor.skip(6) }
        guard version < 3 || kind == 2, depth < 4 else {
            throw cursor.damage("a datatype shared in a heap, which is not read")
        }
        let header = try HDF5Header(at: cursor.knownAddress(), in: self)
        guard let type = header.message(HDF5Header.Kind.datatype) else {
            throw cursor.damage("a datatype that is not where it should be")
        }
        return try datatype(type, depth: depth + 1)
    }
}
