/// A heap whose objects stand in blocks of growing size, as links and attributes do where there are many.
struct HDF5FractalHeap {
    private let storage: HDF5Storage
    private let address: Int
    /// The number of bytes that name an object.
    let identifierSize: Int
    private let width: Int
    private let firstSize: Int
    private let largestDirect: Int
    private let offsetSize: Int
    private let lengthSize: Int
    private let root: Int?
    private let rootRows: Int
    /// Whether blocks have a checksum of their own.
    private let isChecked: Bool

    /// Reads the head of the heap at an address.
    init(at address: Int, in storage: HDF5Storage) throws {
        self.storage = storage
        self.address = address
        var head = try storage.block(
            "FRHP", at: address, count: 26 + 12 * storage.lengthSize + 3 * storage.addressSize)
        _ = try head.version(0, of: "a heap")
        identifierSize = try head.integer(2)
        guard try head.integer(2) == 0 else { throw head.damage("a heap that is compressed, which is not read") }
        isChecked = try head.byte() & 2 != 0
        let largestObject = try head.integer(4)
        // Counts and sizes of what it holds, and the places of large objects and of free space.
        try head.skip(10 * storage.lengthSize + 2 * storage.addressSize)
        width = try head.integer(2)
        firstSize = try head.length()
        largestDirect = try head.length()
        let bits = try head.integer(2)
        try head.skip(2)
        root = try head.address()
        rootRows = try head.integer(2)
        guard width > 0, firstSize > 0, largestDirect >= firstSize, firstSize.nonzeroBitCount == 1,
            largestDirect.nonzeroBitCount == 1, bits <= 63, rootRows <= 64, width <= 1 << 16,
            largestDirect <= 1 << 32
        else { throw head.damage("a heap of impossible sizes") }
        offsetSize = (bits + 7) / 8
        lengthSize = min(bytesHolding(largestDirect), bytesHolding(largestObject))
    }

    /// An object by its identifier.
    func object(_ identifier: ArraySlice<UInt8>) throws -> [UInt8] {
        var cursor = storage.cursor(Array(identifier), at: address)
        let head = try cursor.byte()
        switch head >> 4 & 3 {
        case 0:
            let (offset, length) = (try cursor.integer(offsetSize), try cursor.integer(lengthSize))
            guard let root else { throw storage.damage(at: address, "an object in a heap that is empty") }
            let place =
                rootRows == 0
                ? (block: root, start: 0, size: firstSize) : try place(of: offset, at: root, start: 0, rows: rootRows)
            guard offset >= place.start, length <= place.size - (offset - place.start) else {
                throw storage.damage(at: place.block, "an object that does not lie within its block")
            }
            return try storage.bytes(at: place.block + offset - place.start, count: length)
        case 2:
            // A tiny one stands in the identifier itself.
            return Array(try cursor.take(min(head & 15 + 1, cursor.left)))
        default: throw storage.damage(at: address, "an object of a heap that is too large, which is not read")
        }
    }

    /// The size of the blocks of a row.
    private func size(ofRow row: Int) -> Int? {
        row < 2 ? firstSize : checkedProduct([firstSize, row - 1 < 40 ? 1 << (row - 1) : -1])
    }

    /// The block that an offset of the heap lies in, below a table of blocks that begins at an offset.
    private func place(
        of offset: Int, at table: Int, start: Int, rows: Int, depth: Int = 0
    ) throws -> (block: Int, start: Int, size: Int) {
        guard depth < 16 else { throw storage.damage(at: table, "a heap that leads back to itself") }
        var begin = start
        for row in 0..<rows {
            guard let size = size(ofRow: row), let all = checkedProduct([size, width]), all <= Int.max - begin else {
                throw storage.damage(at: table, "a heap of impossible sizes")
            }
            guard offset >= begin + all else {
                guard offset >= begin else { break }
                let column = (offset - begin) / size
                let entry = 5 + storage.addressSize + offsetSize + (row * width + column) * storage.addressSize
                var cursor = try storage.cursor(at: table + entry, count: storage.addressSize)
                let block = try cursor.knownAddress()
                let first = begin + column * size
                if size <= largestDirect { return (block, first, size) }
                // A table below has as many rows as make up its size.
                var below = 0
                var sum = 0
                while sum < size, let next = self.size(ofRow: below) {
                    sum += next * width
                    below += 1
                }
                return try place(of: offset, at: block, start: first, rows: below, depth: depth + 1)
            }
            begin += all
        }
        throw storage.damage(at: table, "an object beyond the end of its heap")
    }
}
