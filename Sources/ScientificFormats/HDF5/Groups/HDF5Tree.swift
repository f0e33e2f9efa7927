/// A tree of version 2: records in order, in nodes of equal size.
struct HDF5Tree {
    private let storage: HDF5Storage
    private let kind: Int
    private let nodeSize: Int
    private let recordSize: Int
    private let depth: Int
    private let root: Int?
    private let rootCount: Int
    private let total: Int

    /// A record, and the kind of its tree.
    struct Record {
        let kind: Int
        let bytes: [UInt8]
    }

    /// Reads the head of the tree at an address.
    init(at address: Int, in storage: HDF5Storage) throws {
        self.storage = storage
        var head = try storage.block("BTHD", at: address, count: 22 + storage.addressSize + storage.lengthSize)
        _ = try head.version(0, of: "a tree")
        kind = try head.byte()
        nodeSize = try head.integer(4)
        recordSize = try head.integer(2)
        depth = try head.integer(2)
        try head.skip(2)
        root = try head.address()
        rootCount = try head.integer(2)
        total = try head.length()
        guard recordSize > 0, nodeSize > Self.overhead + recordSize, nodeSize <= storage.size, depth < 64 else {
            throw head.damage("a tree with nodes of \(nodeSize) and records of \(recordSize) bytes")
        }
    }

    /// Four letters, version, kind and checksum of a node.
    private static let overhead = 10

    /// All records, in their order.
    ///
    /// - Parameter kinds: The kinds that the tree may have.
    /// - Returns: The records.
    /// - Throws: ``FormatError`` where it is of another kind, or damaged.
    func records(kinds: Int...) throws -> [Record] {
        guard let root, rootCount > 0 else { return [] }
        guard kinds.contains(kind) else { throw storage.damage(at: root, "a tree of kind \(kind)") }
        let levels = try levels()
        var records: [Record] = []
        var nodes = 0
        func take(_ cursor: inout HDF5Cursor) throws {
            guard records.count < total else { throw cursor.damage("more than the \(total) records that it states") }
            records.append(Record(kind: kind, bytes: Array(try cursor.take(recordSize))))
        }
        func visit(_ address: Int, count: Int, level: Int) throws {
            nodes += 1
            // Nodes do not overlap, so that a file has no more of them than it has room for.
            guard nodes <= storage.size / nodeSize + 1, count <= levels[level].most else {
                throw storage.damage(at: address, "a tree that leads back to itself")
            }
            let pointer = level > 0 ? levels[level].pointer : 0
            let size = Self.overhead + count * recordSize + (level > 0 ? (count + 1) * pointer : 0)
            var node = try storage.block(level > 0 ? "BTIN" : "BTLF", at: address, count: size)
            _ = try node.version(0, of: "a node of a tree")
            try node.skip(1)
            guard level > 0 else {
                for _ in 0..<count { try take(&node) }
                return
            }
            var children = node
            try children.skip(count * recordSize)
            for index in 0...count {
                let child = try children.knownAddress()
                let childCount = try children.integer(levels[0].countSize)
                try children.skip(level > 1 ? levels[level - 1].totalSize : 0)
                try visit(child, count: childCount, level: level - 1)
                if index < count { try take(&node) }
            }
        }
        try visit(root, count: rootCount, level: depth)
        return records
    }

    /// What follows from the size of a node, for each level, the leaves first.
    private struct Level {
        /// The largest number of records of a node.
        let most: Int
        /// The largest number of records of a node and all below it.
        let total: Int
        /// The number of bytes that hold ``most``.
        let countSize: Int
        /// The number of bytes that hold ``total``.
        let totalSize: Int
        /// The number of bytes that lead to a node below.
        let pointer: Int
    }

    private func levels() throws -> [Level] {
        let most = (nodeSize - Self.overhead) / recordSize
        var levels = [
            Level(most: most, total: most, countSize: bytesHolding(most), totalSize: 0, pointer: 0)
        ]
        for level in 0..<depth {
            let below = levels[level]
            let pointer = storage.addressSize + levels[0].countSize + below.totalSize
            let most = (nodeSize - Self.overhead - pointer) / (recordSize + pointer)
            guard most > 0, let product = checkedProduct([most + 1, below.total]), product <= Int.max - most else {
                throw storage.damage(at: root ?? 0, "a tree of \(depth) levels")
            }
            levels.append(
                Level(
                    most: most, total: product + most, countSize: levels[0].countSize,
                    totalSize: bytesHolding(product + most), pointer: pointer))
        }
        return levels
    }
}

/// How many bytes hold whole numbers up to a limit.
func bytesHolding(_ limit: Int) -> Int { (Int.bitWidth - limit.leadingZeroBitCount + 7) / 8 }
