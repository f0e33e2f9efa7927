/// Where the chunks of a dataset are, and the contents of those that were used last.
struct HDF5ChunkCache {
    /// Where all chunks are.
    struct Index {
        /// By place in the grid of chunks.
        let places: [Int: HDF5Chunk]
        /// How many bytes all of them take in the file.
        let stored: Int
    }

    /// How many bytes of contents are kept at most; a single chunk may be larger, and is not.
    let limit: Int
    private var index: Index?
    private var kept: [(place: Int, contents: [UInt8])] = []

    /// Begins with nothing.
    init(limit: Int) { self.limit = limit }

    /// The index, which is read once.
    ///
    /// - Parameters:
    ///   - limit: The size of the file, which all chunks together do not exceed.
    ///   - read: Reads it.
    /// - Returns: The index.
    mutating func chunks(limit: Int, _ read: () throws -> [Int: HDF5Chunk]) rethrows -> Index {
        if let index { return index }
        let places = try read()
        // A damaged file may state any sizes.
        let stored = places.values.reduce(0) { min($0, limit) + min($1.size, limit) }
        let read = Index(places: places, stored: min(stored, limit))
        index = read
        return read
    }

    /// The contents of a chunk, if they are kept.
    mutating func contents(at place: Int) -> [UInt8]? {
        guard let found = kept.firstIndex(where: { $0.place == place }) else { return nil }
        let entry = kept.remove(at: found)
        kept.append(entry)
        return entry.contents
    }

    /// Keeps the contents of a chunk, and lets go those that were not used for longest.
    mutating func keep(_ contents: [UInt8], at place: Int) {
        guard contents.count <= limit, !kept.contains(where: { $0.place == place }) else { return }
        kept.append((place, contents))
        var size = kept.reduce(0) { $0 + $1.contents.count }
        while size > limit || kept.count > 64 { size -= kept.removeFirst().contents.count }
    }
}
