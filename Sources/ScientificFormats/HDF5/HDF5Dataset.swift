internal import Synchronization

/// An array of a file, of which windows are read.
///
/// Chunks that were used last are kept, 32 MiB of them, as neighbouring windows often share them.
package final class HDF5Dataset: Sendable {
    /// The path by which it was found, for messages.
    package let path: String
    /// The length of each dimension, the last one running fastest; none of a single value.
    package let shape: [Int]
    /// The number of values.
    package let count: Int
    /// How a value is stored.
    let type: HDF5Datatype
    /// The shape of its chunks, where it has any.
    let chunkShape: [Int]?
    let storage: HDF5Storage
    private let layout: HDF5Layout
    private let filters: HDF5Filters
    /// A value that was never written; zeros where the file says none.
    private let fill: [UInt8]?
    private let cache = Mutex(HDF5ChunkCache(limit: 1 << 25))

    /// Reads how the numbers are stored.
    init(_ header: HDF5Header, path: String, in storage: HDF5Storage) throws {
        func part(_ kind: Int, _ what: String) throws -> HDF5Header.Message {
            guard let message = header.message(kind) else {
                throw FormatError(file: storage.path, place: "'\(path)'", reason: "no array: it has no \(what)")
            }
            return message
        }
        self.path = path
        self.storage = storage
        let spaceMessage = try part(HDF5Header.Kind.dataspace, "dimensions")
        var cursor = storage.cursor(spaceMessage.bytes, at: spaceMessage.address)
        let space = try HDF5Dataspace(&cursor)
        (shape, count) = (space.shape, space.count)
        type = try storage.datatype(part(HDF5Header.Kind.datatype, "datatype"))
        guard header.message(HDF5Header.Kind.externalFiles) == nil else {
            throw FormatError(file: storage.path, place: "'\(path)'", reason: "numbers in other files are not read")
        }
        if let message = header.message(HDF5Header.Kind.filters) {
            cursor = storage.cursor(message.bytes, at: message.address)
            filters = try HDF5Filters(&cursor)
        } else {
            filters = HDF5Filters()
        }
        let message = try part(HDF5Header.Kind.layout, "layout")
        cursor = storage.cursor(message.bytes, at: message.address)
        layout = try HDF5Layout(&cursor, space: space, typeSize: type.size)
        if case .chunked(let shape, _) = layout { chunkShape = shape } else { chunkShape = nil }
        fill = try Self.fillValue(header, size: type.size, in: storage)
    }

    private static func fillValue(_ header: HDF5Header, size: Int, in storage: HDF5Storage) throws -> [UInt8]? {
        guard let message = header.message(HDF5Header.Kind.fillValue) else { return nil }
        var cursor = storage.cursor(message.bytes, at: message.address)
        let version = try cursor.version(1, 2, 3, of: "a fill value")
        let isThere: Bool
        if version == 3 {
            isThere = try cursor.byte() & 0x20 != 0
        } else {
            try cursor.skip(2)
            isThere = try cursor.byte() != 0 || version == 1
        }
        guard isThere else { return nil }
        let stored = try cursor.integer(4)
        return stored == size ? Array(try cursor.take(size)) : nil
    }

    // MARK: Values

    /// All numbers, converted to `T`.
    package func numbers<T: BinaryFloatingPoint>(as type: T.Type) throws -> [T] {
        try numbers(from: shape.map { _ in 0 }, count: shape, as: T.self)
    }

    /// The numbers of a window, converted to `T`, the last index running fastest.
    ///
    /// - Parameters:
    ///   - start: The first index in each dimension.
    ///   - count: How many there are in each.
    ///   - type: The type that is wanted.
    /// - Returns: The numbers.
    /// - Throws: ``FormatError`` where they are no numbers, or the file is damaged.
    @specialized(where T == Float)
    @specialized(where T == Double)
    package func numbers<T: BinaryFloatingPoint>(from start: [Int], count: [Int], as type: T.Type) throws -> [T] {
        switch self.type.kind {
        case .number(let stored, let order):
            return stored.decode(try bytes(from: start, count: count)[...], order: order, as: T.self)
        case .other(let what): throw fail("\(what), not numbers")
        case .text, .longText: throw fail("texts, not numbers")
        case .reference: throw fail("references, not numbers")
        }
    }

    /// All values, whatever they are.
    package func values() throws -> HDF5Values {
        HDF5Values(
            type: type, shape: shape, count: count, bytes: try bytes(from: shape.map { _ in 0 }, count: shape),
            storage: storage, place: "'\(path)'")
    }

    /// What is wrong with the dataset.
    func fail(_ reason: String) -> FormatError {
        FormatError(file: storage.path, place: "'\(path)'", reason: reason)
    }

    // MARK: Bytes

    /// The bytes of a window.
    private func bytes(from start: [Int], count: [Int]) throws -> [UInt8] {
        precondition(
            start.count == shape.count && count.count == shape.count
                && zip(shape, zip(start, count)).allSatisfy { $1.0 >= 0 && $1.1 >= 0 && $1.0 <= $0 - $1.1 },
            "a window of \(count) at \(start) in \(shape)")
        // There may be no values at all in a space of no dimensions.
        guard self.count > 0 else { return [] }
        guard let size = checkedProduct(count + [type.size]) else { throw fail("impossible dimensions \(shape)") }
        guard size > 0 else { return [] }
        // A single value is an array of one.
        let window = ArrayBox(shape: count.isEmpty ? [1] : count, origin: start.isEmpty ? [0] : start)
        let whole = ArrayBox(shape: shape.isEmpty ? [1] : shape, origin: window.shape.map { _ in 0 })
        try checkSize()
        switch layout {
        case .compact(let bytes): return copy(window, of: whole, size) { bytes[$0..<$0 + $1] }
        case .contiguous(nil): return filled(size)
        case .contiguous(let address?):
            return try copy(window, of: whole, size) { try storage.bytes(at: address + $0, count: $1)[...] }
        case .chunked(let chunkShape, _): return try chunked(window, chunkShape.isEmpty ? [1] : chunkShape, size)
        }
    }

    /// Requires that the file can hold as many numbers as the dimensions ask for.
    ///
    /// - Throws: ``FormatError`` where it cannot, before memory is claimed for them.
    func checkSize() throws {
        let size = checkedProduct(shape + [type.size]) ?? .max
        switch layout {
        case .compact(let bytes):
            guard size <= bytes.count else { throw fail("fewer numbers than its dimensions \(shape) ask for") }
        case .contiguous(nil):
            guard size <= 1 << 20 else { throw fail("its numbers were never written") }
        case .contiguous(let address?):
            guard size <= storage.size, address <= storage.size - size else {
                throw fail("its dimensions \(shape) ask for more than the file holds")
            }
        case .chunked:
            // Deflate shrinks to 1/1032 at best.
            let stored = try chunkIndex().stored
            guard size / 1032 <= max(stored, 1 << 10) else {
                throw fail("its dimensions \(shape) ask for more than the \(stored) bytes that it stores can hold")
            }
        }
    }

    private func chunkIndex() throws -> HDF5ChunkCache.Index {
        guard case .chunked(let shape, let index) = layout else { preconditionFailure("an array in one piece") }
        return try cache.withLock { cache in
            try cache.chunks(limit: storage.size) {
                try index.chunks(
                    in: storage, grid: grid(shape.isEmpty ? [1] : shape), shape: shape.isEmpty ? [1] : shape,
                    byteCount: shape.reduce(type.size, *), isFiltered: !filters.filters.isEmpty)
            }
        }
    }

    /// How many chunks there are along each dimension.
    private func grid(_ chunkShape: [Int]) -> [Int] {
        zip(shape.isEmpty ? [1] : shape, chunkShape).map { $0.0 / $0.1 + ($0.0 % $0.1 == 0 ? 0 : 1) }
    }

    /// Values that were never written.
    private func filled(_ size: Int) -> [UInt8] {
        guard let fill, fill.contains(where: { $0 != 0 }) else { return [UInt8](repeating: 0, count: size) }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = size
            for index in 0..<size { buffer[index] = fill[index % fill.count] }
        }
    }

    /// Copies a window out of one piece, of which runs are read.
    private func copy(
        _ window: ArrayBox, of whole: ArrayBox, _ size: Int, read: (Int, Int) throws -> ArraySlice<UInt8>
    ) rethrows -> [UInt8] {
        var bytes = [UInt8]()
        bytes.reserveCapacity(size)
        try window.forEachRun(in: whole, within: window) { place, _, count in
            bytes += try read(place * type.size, count * type.size)
        }
        return bytes
    }

    private func chunked(_ window: ArrayBox, _ chunkShape: [Int], _ size: Int) throws -> [UInt8] {
        let grid = grid(chunkShape)
        let chunkSize = chunkShape.reduce(type.size, *)
        let chunks = try chunkIndex()
        var bytes = filled(size)
        let first = zip(window.origin, chunkShape).map { $0.0 / $0.1 }
        let last = zip(zip(window.origin, window.shape), chunkShape).map { ($0.0 + $0.1 - 1) / $1 }
        func copy(_ place: Int, _ coordinates: [Int]) throws {
            guard let chunk = chunks.places[place] else { return }
            let contents = try contents(of: chunk, at: place, size: chunkSize)
            let box = ArrayBox(shape: chunkShape, origin: zip(coordinates, chunkShape).map { $0.0 * $0.1 })
            let common = window.intersection(box)
            bytes.withUnsafeMutableBytes { target in
                contents.withUnsafeBytes { source in
                    common.forEachRun(in: box, within: window) { from, to, count in
                        let part = source[from * type.size..<(from + count) * type.size]
                        let place = target[to * type.size..<(to + count) * type.size]
                        UnsafeMutableRawBufferPointer(rebasing: place).copyMemory(
                            from: UnsafeRawBufferPointer(rebasing: part))
                    }
                }
            }
        }
        // Few chunks are looked up; of a window with more places than there are chunks, the chunks are gone through.
        let around = zip(first, last).map { $1 - $0 + 1 }
        if let count = checkedProduct(around), count <= chunks.places.count {
            try ArrayBox(shape: around, origin: first).forEachIndex { coordinates in
                try copy(zip(coordinates, grid).reduce(0) { $0 * $1.1 + $1.0 }, coordinates)
            }
        } else {
            for place in chunks.places.keys.sorted() {
                var rest = place
                let coordinates = grid.reversed().map { length in
                    defer { rest /= length }
                    return rest % length
                }
                let isWanted = zip(coordinates.reversed(), zip(first, last)).allSatisfy { $0 >= $1.0 && $0 <= $1.1 }
                if isWanted { try copy(place, coordinates.reversed()) }
            }
        }
        return bytes
    }

    private func contents(of chunk: HDF5Chunk, at place: Int, size: Int) throws -> [UInt8] {
        if let known = cache.withLock({ $0.contents(at: place) }) { return known }
        guard !filters.filters.isEmpty || chunk.size == size,
            let contents = filters.undo(
                try storage.bytes(at: chunk.address, count: chunk.size), size: size, mask: chunk.mask)
        else { throw storage.damage(at: chunk.address, "a damaged chunk of '\(path)'") }
        cache.withLock { $0.keep(contents, at: place) }
        return contents
    }
}
