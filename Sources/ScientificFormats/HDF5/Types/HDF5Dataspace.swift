/// The shape of a dataset or an attribute.
struct HDF5Dataspace {
    /// The length of each dimension; none of a single value.
    let shape: [Int]
    /// The number of values, which is zero where there are none at all.
    let count: Int

    /// Reads a message of version 1 or 2.
    init(_ cursor: inout HDF5Cursor) throws {
        let version = try cursor.version(1, 2, of: "a dataspace")
        let rank = try cursor.byte()
        guard rank <= 32 else { throw cursor.damage("\(rank) dimensions, where 32 are the most") }
        let flags = try cursor.byte()
        let kind = version == 2 ? try cursor.byte() : 1
        if version == 1 { try cursor.skip(5) }
        var shape: [Int] = []
        for _ in 0..<rank { shape.append(try cursor.length()) }
        if flags & 1 != 0 { try cursor.skip(rank * cursor.lengthSize) }
        guard let count = kind == 2 ? 0 : checkedProduct(shape) else {
            throw cursor.damage("impossible dimensions \(shape)")
        }
        self.shape = shape
        self.count = count
    }
}
