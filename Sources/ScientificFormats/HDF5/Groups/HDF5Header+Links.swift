extension HDF5Header {
    /// Whether the object is a group.
    var isGroup: Bool {
        message(Kind.symbolTable) != nil || message(Kind.linkInfo) != nil || message(Kind.link) != nil
    }

    /// The names in a group, in the order of the file, and what they lead to.
    ///
    /// Small groups have a message for each, large ones a heap, and older ones a tree of tables.
    func links(in storage: HDF5Storage) throws -> [(name: String, link: HDF5Link)] {
        var links: [(name: String, link: HDF5Link)] = []
        for message in messages {
            var cursor = storage.cursor(message.bytes, at: message.address)
            switch message.kind {
            case Kind.link: links.append(try HDF5Link.read(&cursor))
            case Kind.linkInfo:
                _ = try cursor.version(0, of: "information on links")
                try cursor.skip(try cursor.byte() & 1 != 0 ? 8 : 0)
                guard let heap = try cursor.address(), let tree = try cursor.address() else { continue }
                links += try Self.denseLinks(in: storage, heap: heap, tree: tree)
            case Kind.symbolTable:
                let (tree, heap) = (try cursor.knownAddress(), try cursor.knownAddress())
                links += try storage.oldLinks(tree: tree, heap: heap)
            default: continue
            }
        }
        return links
    }

    /// The links that stand in a heap, found by a tree of their names.
    private static func denseLinks(
        in storage: HDF5Storage, heap: Int, tree: Int
    ) throws -> [(name: String, link: HDF5Link)] {
        let heap = try HDF5FractalHeap(at: heap, in: storage)
        return try HDF5Tree(at: tree, in: storage).records(kinds: 5, 6).map { record in
            // A checksum of the name, or the order of creation, stands before the place in the heap.
            let before = record.kind == 5 ? 4 : 8
            guard record.bytes.count == before + heap.identifierSize else {
                throw storage.damage(at: tree, "a tree whose records do not fit its heap")
            }
            var cursor = storage.cursor(try heap.object(record.bytes[before...]), at: 0)
            return try HDF5Link.read(&cursor)
        }
    }
}

extension HDF5Storage {
    /// The links of an older group: a tree (version 1) of tables, whose names stand in a heap.
    fileprivate func oldLinks(tree: Int, heap: Int) throws -> [(name: String, link: HDF5Link)] {
        var head = try cursor(at: heap, count: 8 + 2 * lengthSize + addressSize)
        guard try head.take(4).elementsEqual("HEAP".utf8) else { throw damage(at: heap, "no heap of names") }
        _ = try head.version(0, of: "a heap of names")
        try head.skip(3)
        let count = try head.length()
        try head.skip(lengthSize)
        let place = try head.knownAddress()
        let names = try bytes(at: place, count: count)
        func text(_ offset: Int) throws -> String {
            guard names.indices.contains(offset), let end = names[offset...].firstIndex(of: 0) else {
                throw damage(at: place, "no name at byte \(offset) of the heap of names")
            }
            return String(decoding: names[offset..<end], as: UTF8.self)
        }

        var links: [(name: String, link: HDF5Link)] = []
        try forEachLeaf(ofTreeAt: tree, kind: 0, keySize: lengthSize) { _, table in
            var start = try cursor(at: table, count: 8)
            guard try start.take(4).elementsEqual("SNOD".utf8) else { throw damage(at: table, "no table of names") }
            _ = try start.version(1, of: "a table of names")
            try start.skip(1)
            let entries = try start.integer(2)
            var body = try cursor(at: table + 8, count: entries * (2 * addressSize + 24))
            for _ in 0..<entries {
                let name = try text(body.integer(addressSize))
                let object = try body.address()
                let kind = try body.integer(4)
                try body.skip(4)
                var scratch = cursor(Array(try body.take(16)), at: table)
                if kind == 2 {
                    links.append((name, .path(try text(scratch.integer(4)))))
                } else if let object {
                    links.append((name, .object(object)))
                }
            }
        }
        return links
    }

    /// Hands out every leaf of a tree of version 1, with the key before it, from left to right.
    ///
    /// - Parameters:
    ///   - root: The address of the tree.
    ///   - kind: What the tree must hold: 0 tables of names, 1 chunks.
    ///   - keySize: The number of bytes of a key.
    ///   - body: Gets a key and the address of what lies behind it.
    /// - Throws: ``FormatError`` where the tree is damaged, and what `body` throws.
    func forEachLeaf(
        ofTreeAt root: Int, kind: Int, keySize: Int, _ body: (inout HDF5Cursor, Int) throws -> Void
    ) throws {
        // A damaged tree may lead back to itself. One of the file's size has no more nodes than this.
        var seen: Set<Int> = []
        func visit(_ address: Int, depth: Int) throws {
            guard seen.insert(address).inserted, depth < 64 else {
                throw damage(at: address, "a tree that leads back to itself")
            }
            var head = try cursor(at: address, count: 8 + 2 * addressSize)
            guard try head.take(4).elementsEqual("TREE".utf8), try head.byte() == kind else {
                throw damage(at: address, "no tree of the kind that is referred to")
            }
            let level = try head.byte()
            let entries = try head.integer(2)
            var rest = try cursor(at: address + 8 + 2 * addressSize, count: entries * (keySize + addressSize))
            for _ in 0..<entries {
                var key = cursor(Array(try rest.take(keySize)), at: address)
                let child = try rest.knownAddress()
                if level > 0 {
                    try visit(child, depth: depth + 1)
                } else {
                    try body(&key, child)
                }
            }
        }
        try visit(root, depth: 0)
    }
}
