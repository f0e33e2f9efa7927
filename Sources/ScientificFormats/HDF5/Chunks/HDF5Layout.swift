/// Where the numbers of a dataset stand.
enum HDF5Layout {
    /// In the header itself.
    case compact([UInt8])
    /// In one piece; nowhere where nothing was ever written.
    case contiguous(Int?)
    /// In chunks of a shape, found by an index.
    case chunked(shape: [Int], index: HDF5ChunkIndex)

    /// Reads a message of version 3 to 5; version 5 differs in the sizes that indexes have for chunks.
    ///
    /// - Parameters:
    ///   - cursor: The message.
    ///   - space: The dataset's shape.
    ///   - typeSize: The number of bytes of a value.
    /// - Throws: ``FormatError`` where it is damaged or of a kind that is not read.
    init(_ cursor: inout HDF5Cursor, space: HDF5Dataspace, typeSize: Int) throws {
        let version = try cursor.version(3, 4, 5, of: "a layout of numbers")
        switch try cursor.byte() {
        case 0:
            let size = try cursor.integer(2)
            self = .compact(Array(try cursor.take(size)))
        case 1: self = .contiguous(try cursor.address())
        case 2 where version == 3:
            let rank = try cursor.byte()
            let index = try cursor.address().map(HDF5ChunkIndex.oldTree)
            self = .chunked(
                shape: try Self.chunkShape(&cursor, rank: rank, width: 4, space: space, typeSize: typeSize),
                index: index ?? .nothing)
        case 2:
            let flags = try cursor.byte()
            let rank = try cursor.byte()
            let width = try cursor.byte()
            let shape = try Self.chunkShape(&cursor, rank: rank, width: width, space: space, typeSize: typeSize)
            self = .chunked(shape: shape, index: try HDF5ChunkIndex(&cursor, isFilteredSingle: flags & 2 != 0))
        case 3: throw cursor.damage("a virtual dataset, whose numbers stand in other files, is not read")
        case let kind: throw cursor.damage("numbers laid out in way \(kind), which there is not")
        }
    }

    /// The shape of a chunk: lengths, and behind them the number of bytes of a value.
    private static func chunkShape(
        _ cursor: inout HDF5Cursor, rank: Int, width: Int, space: HDF5Dataspace, typeSize: Int
    ) throws -> [Int] {
        guard rank == space.shape.count + 1, (1...8).contains(width) else {
            throw cursor.damage("chunks of \(rank - 1) dimensions for numbers of \(space.shape.count)")
        }
        let lengths = try (0..<rank).map { _ in try cursor.integer(width) }
        let size = checkedProduct(lengths) ?? .max
        guard lengths.allSatisfy({ $0 > 0 }), size <= Int(UInt32.max), lengths[rank - 1] == typeSize else {
            throw cursor.damage("impossible chunks of \(lengths)")
        }
        return Array(lengths.dropLast())
    }
}
