/// The checksum of metadata in HDF5 files: `lookup3` of Bob Jenkins, with zero to start from.
///
/// Twelve bytes at a time are added to three words, which are then mixed; the last twelve or fewer are mixed once more.
/// Source: B. Jenkins, *Hash functions and block ciphers*, lookup3.c (public domain), `hashlittle`.
func hdf5Checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var words = HashWords(count: bytes.count)
    guard !bytes.isEmpty else { return words.c }
    var start = bytes.startIndex
    while bytes.endIndex - start > 12 {
        words.add(bytes[start..<start + 12])
        words.mix()
        start += 12
    }
    words.add(bytes[start...])
    words.finish()
    return words.c
}

private struct HashWords {
    var a: UInt32
    var b: UInt32
    var c: UInt32

    init(count: Int) {
        a = 0xDEAD_BEEF &+ UInt32(truncatingIfNeeded: count)
        (b, c) = (a, a)
    }

    /// Adds up to twelve bytes, as three little-endian words.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        for (index, byte) in bytes.enumerated() {
            let value = UInt32(byte) << UInt32(8 * (index % 4))
            switch index / 4 {
            case 0: a &+= value
            case 1: b &+= value
            default: c &+= value
            }
        }
    }

    mutating func mix() {
        a &-= c
        a ^= rotated(c, 4)
        c &+= b
        b &-= a
        b ^= rotated(a, 6)
        a &+= c
        c &-= b
        c ^= rotated(b, 8)
        b &+= a
        a &-= c
        a ^= rotated(c, 16)
        c &+= b
        b &-= a
        b ^= rotated(a, 19)
        a &+= c
        c &-= b
        c ^= rotated(b, 4)
        b &+= a
    }

    mutating func finish() {
        c ^= b
        c &-= rotated(b, 14)
        a ^= c
        a &-= rotated(c, 11)
        b ^= a
        b &-= rotated(a, 25)
        c ^= b
        c &-= rotated(b, 16)
        a ^= c
        a &-= rotated(c, 4)
        b ^= a
        b &-= rotated(a, 14)
        c ^= b
        c &-= rotated(b, 24)
    }

    private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
