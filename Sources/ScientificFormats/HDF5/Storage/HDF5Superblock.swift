/// The superblock of an HDF5 file: how large its addresses are, and where the root group is.
struct HDF5Superblock {
    let addressSize: Int
    let lengthSize: Int
    /// The address of the root group's header.
    let root: Int
    /// The address behind the file's last byte.
    let end: Int

    /// Reads a superblock of version 0 to 3.
    init(_ start: HDF5Cursor) throws {
        do {
            try self.init(whole: start)
        } catch let error as FormatError {
            throw start.damage("a damaged superblock: \(error.reason)")
        }
    }

    private init(whole start: HDF5Cursor) throws {
        var cursor = start
        try cursor.skip(8)
        let version = try cursor.version(0, 1, 2, 3, of: "a superblock")
        if version < 2 { try cursor.skip(4) }
        let sizes = (try cursor.byte(), try cursor.byte())
        guard [2, 4, 8].contains(sizes.0), [2, 4, 8].contains(sizes.1) else {
            throw cursor.damage("addresses of \(sizes.0) and lengths of \(sizes.1) bytes, which are not read")
        }
        (addressSize, lengthSize) = sizes
        var rest = HDF5Cursor(
            Array(cursor.bytes[cursor.position...]), at: cursor.position,
            in: ("", addressSize: addressSize, lengthSize: lengthSize))
        if version < 2 {
            // Fills up, sizes of trees of groups, flags, and in version 1 the size of trees of chunks.
            try rest.skip(1 + 4 + 4 + (version == 1 ? 4 : 0))
            // Its own address, which is where it was found, and that of the free space.
            try rest.skip(2 * addressSize)
            end = try rest.knownAddress()
            // The driver's block, and of the entry of the root group the place of its name.
            try rest.skip(2 * addressSize)
            root = try rest.knownAddress()
        } else {
            try rest.skip(1 + 2 * addressSize)
            end = try rest.knownAddress()
            root = try rest.knownAddress()
            let checked = cursor.position + rest.position
            guard try rest.integer(4) == Int(hdf5Checksum(start.bytes[..<checked])) else {
                throw cursor.damage("its checksum is wrong")
            }
        }
    }
}
