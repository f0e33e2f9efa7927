internal import CZlib

/// What was done to a chunk before it was stored, in this order.
struct HDF5Filters {
    /// A filter that is undone.
    enum Filter: Equatable {
        case deflate
        /// Bytes of equal rank in their values stand together; values have so many bytes.
        case shuffle(Int)
        /// A checksum of four bytes stands behind.
        case fletcher32
    }

    let filters: [Filter]

    /// No filters.
    init() { filters = [] }

    /// Reads a message of version 1 or 2.
    ///
    /// - Throws: ``FormatError`` where there is a filter that is not undone, by its name.
    init(_ cursor: inout HDF5Cursor) throws {
        let version = try cursor.version(1, 2, of: "a list of filters")
        let count = try cursor.byte()
        if version == 1 { try cursor.skip(6) }
        var filters: [Filter] = []
        for _ in 0..<count {
            let number = try cursor.integer(2)
            let nameSize = version == 1 || number >= 256 ? try cursor.integer(2) : 0
            try cursor.skip(2)
            let valueCount = try cursor.integer(2)
            let name = String(decoding: try cursor.take(nameSize).prefix { $0 != 0 }, as: UTF8.self)
            var values: [Int] = []
            for _ in 0..<valueCount { values.append(try cursor.integer(4)) }
            if version == 1, valueCount % 2 == 1 { try cursor.skip(4) }
            switch number {
            case 1: filters.append(.deflate)
            case 2:
                guard let size = values.first, size > 0 else { throw cursor.damage("a shuffle of no bytes") }
                filters.append(.shuffle(size))
            case 3: filters.append(.fletcher32)
            default:
                let known = [
                    4: "szip", 5: "n-bit", 6: "scale-offset", 32001: "blosc", 32004: "lz4", 32008: "bitshuffle",
                ]
                let words = [known[number], name.isEmpty ? nil : name].compactMap(\.self).first ?? "number \(number)"
                throw cursor.damage(
                    "numbers packed with the filter '\(words)', which is not undone; 'h5repack -f GZIP=4' packs them anew"
                )
            }
        }
        self.filters = filters
    }

    /// Undoes the filters.
    ///
    /// - Parameters:
    ///   - stored: What the file holds.
    ///   - size: How many bytes come out.
    ///   - mask: A bit for each filter that was left out.
    /// - Returns: The bytes, or nothing where the stored ones are damaged.
    func undo(_ stored: [UInt8], size: Int, mask: Int) -> [UInt8]? {
        // Checksums add four bytes each to what comes out of the filters before.
        let used = filters.enumerated().filter { mask >> $0.offset & 1 == 0 }.map(\.element)
        var bytes = stored
        for (index, filter) in used.enumerated().reversed() {
            let before = size + 4 * used[..<index].count { $0 == .fletcher32 }
            switch filter {
            case .deflate:
                guard let whole = inflated(bytes, to: before) else { return nil }
                bytes = whole
            case .shuffle(let width): bytes = unshuffled(bytes, width)
            case .fletcher32:
                guard bytes.count >= 4 else { return nil }
                let found = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                bytes.removeLast(4)
                guard found == fletcher32(bytes) else { return nil }
            }
        }
        return bytes.count == size ? bytes : nil
    }

    /// Inflates bytes to exactly a size; deflate shrinks to 1/1032 at best, and a lie is found before memory is claimed.
    private func inflated(_ bytes: [UInt8], to size: Int) -> [UInt8]? {
        guard size / 1032 <= bytes.count else { return nil }
        var status = Z_OK
        let whole = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var written = uLongf(size)
            status = uncompress(buffer.baseAddress, &written, bytes, uLong(bytes.count))
            count = Int(written)
        }
        return status == Z_OK && whole.count == size ? whole : nil
    }

    private func unshuffled(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
        let count = bytes.count / width
        guard width > 1, count > 1 else { return bytes }
        return [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, filled in
            filled = bytes.count
            bytes.withUnsafeBufferPointer { source in
                for place in 0..<width {
                    for index in 0..<count { buffer[index * width + place] = source[place * count + index] }
                }
                // What does not make up a whole value stays where it is.
                for index in count * width..<bytes.count { buffer[index] = source[index] }
            }
        }
    }

    /// Fletcher's checksum of 16-bit words, the first byte of each above the second, modulo 65535.
    private func fletcher32(_ bytes: [UInt8]) -> UInt32 {
        var (first, second) = (UInt32(0), UInt32(0))
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let low = index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0
            first = (first + (UInt32(bytes[index]) << 8 | low)) % 65535
            second = (second + first) % 65535
        }
        return second << 16 | first
    }
}
