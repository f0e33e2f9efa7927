/// How the chunks of a dataset are found.
enum HDF5ChunkIndex {
    /// Nothing was ever written.
    case nothing
    /// A tree of version 1.
    case oldTree(Int)
    /// The only chunk, with its stored size where filters change it.
    case single(Int, size: Int?, mask: Int)
    /// Chunks one behind the other.
    case implicit(Int)
    case fixedArray(Int)
    case extensibleArray(Int)
    /// A tree of version 2.
    case tree(Int)

    /// Reads what a layout of version 4 says.
    init(_ cursor: inout HDF5Cursor, isFilteredSingle: Bool) throws {
        let kind = try cursor.byte()
        var filtered: (size: Int, mask: Int)?
        switch kind {
        case 1: if isFilteredSingle { filtered = (try cursor.length(), try cursor.integer(4)) }
        case 2: break
        case 3: try cursor.skip(1)
        case 4: try cursor.skip(5)
        case 5: try cursor.skip(6)
        default: throw cursor.damage("an index of chunks of kind \(kind), which is not read")
        }
        guard let address = try cursor.address() else {
            self = .nothing
            return
        }
        switch kind {
        case 1: self = .single(address, size: filtered?.size, mask: filtered?.mask ?? 0)
        case 2: self = .implicit(address)
        case 3: self = .fixedArray(address)
        case 4: self = .extensibleArray(address)
        default: self = .tree(address)
        }
    }

    /// All chunks that are there, by their place in the grid of chunks, counted row by row.
    ///
    /// - Parameters:
    ///   - storage: The file.
    ///   - grid: How many chunks there are along each dimension.
    ///   - shape: The shape of a chunk.
    ///   - byteCount: The number of bytes of a chunk before filters.
    ///   - isFiltered: Whether filters change that number.
    /// - Returns: The chunks.
    /// - Throws: ``FormatError`` where the index is damaged.
    func chunks(
        in storage: HDF5Storage, grid: [Int], shape: [Int], byteCount: Int, isFiltered: Bool
    ) throws -> [Int: HDF5Chunk] {
        guard let total = checkedProduct(grid) else { return [:] }
        var chunks: [Int: HDF5Chunk] = [:]
        /// Reads what stands for a chunk in arrays and trees: an address, and behind filters a size and a mask.
        func chunk(_ cursor: inout HDF5Cursor, width: Int) throws -> HDF5Chunk? {
            guard isFiltered else {
                return try cursor.address().map { HDF5Chunk(address: $0, size: byteCount, mask: 0) }
            }
            let address = try cursor.address()
            let size = try cursor.integer(width - storage.addressSize - 4)
            let mask = try cursor.integer(4)
            return address.map { HDF5Chunk(address: $0, size: size, mask: mask) }
        }
        /// The place of a chunk in the grid; nothing for one beyond it.
        func place(_ coordinates: [Int]) -> Int? {
            guard zip(coordinates, grid).allSatisfy({ $0 >= 0 && $0 < $1 }) else { return nil }
            return zip(coordinates, grid).reduce(0) { $0 * $1.1 + $1.0 }
        }
        switch self {
        case .nothing: break
        case .oldTree(let root):
            try storage.forEachLeaf(ofTreeAt: root, kind: 1, keySize: 8 + 8 * (grid.count + 1)) { key, address in
                let (size, mask) = (try key.integer(4), try key.integer(4))
                var coordinates: [Int] = []
                for length in shape {
                    let offset = try key.integer(8)
                    guard offset.isMultiple(of: length) else { throw key.damage("a chunk between others") }
                    coordinates.append(offset / length)
                }
                if let place = place(coordinates) {
                    chunks[place] = HDF5Chunk(address: address, size: size, mask: mask)
                }
            }
        case .single(let address, let size, let mask):
            chunks[0] = HDF5Chunk(address: address, size: size ?? byteCount, mask: mask)
        case .implicit(let address):
            guard let size = checkedProduct([total, byteCount]), size <= storage.size, address <= storage.size - size
            else {
                throw storage.damage(at: address, "\(total) chunks of \(byteCount) bytes, which the file does not hold")
            }
            for place in 0..<total {
                chunks[place] = HDF5Chunk(address: address + place * byteCount, size: byteCount, mask: 0)
            }
        case .fixedArray(let address):
            try storage.forEachEntry(ofFixedArrayAt: address, count: total) { place, width, cursor in
                if let chunk = try chunk(&cursor, width: width) { chunks[place] = chunk }
            }
        case .extensibleArray(let address):
            try storage.forEachEntry(ofExtensibleArrayAt: address, count: total) { place, width, cursor in
                if let chunk = try chunk(&cursor, width: width) { chunks[place] = chunk }
            }
        case .tree(let address):
            for record in try HDF5Tree(at: address, in: storage).records(kinds: 10, 11) {
                var cursor = storage.cursor(record.bytes, at: address)
                let width = record.bytes.count - 8 * grid.count
                guard let chunk = try chunk(&cursor, width: width) else { continue }
                var coordinates: [Int] = []
                for _ in grid { coordinates.append(try cursor.integer(8)) }
                if let place = place(coordinates) { chunks[place] = chunk }
            }
        }
        return chunks
    }
}
