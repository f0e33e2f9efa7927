/// The order of the bytes of a number.
enum ByteOrder {
    case littleEndian
    case bigEndian
}

/// The bytes of numbers, each with its least significant byte first.
@inline(__always)
func littleEndianBytes<Word: FixedWidthInteger, Number>(
    of numbers: [Number], _ word: (Number) -> Word
) -> [UInt8] {
    let size = MemoryLayout<Word>.size
    return [UInt8](unsafeUninitializedCapacity: numbers.count * size) { buffer, count in
        count = numbers.count * size
        let bytes = UnsafeMutableRawBufferPointer(buffer)
        for (index, number) in numbers.enumerated() {
            bytes.storeBytes(of: word(number).littleEndian, toByteOffset: index * size, as: Word.self)
        }
    }
}
