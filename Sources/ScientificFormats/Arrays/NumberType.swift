/// How a file stores numbers.
enum NumberType {
    case int8, uint8, int16, uint16, int32, uint32, int64, uint64
    case float16, float32, float64

    /// The number of bytes of one number.
    var byteCount: Int {
        switch self {
        case .int8, .uint8: 1
        case .int16, .uint16, .float16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64: 8
        }
    }

    /// Numbers from their bytes, rounded to the nearest `T` where `T` is narrower.
    ///
    /// The number of bytes is a multiple of ``byteCount``.
    @specialized(where T == Float)
    @specialized(where T == Double)
    func decode<T: BinaryFloatingPoint>(_ bytes: ArraySlice<UInt8>, order: ByteOrder, as type: T.Type) -> [T] {
        switch self {
        case .int8: decodeWords(bytes, order) { (word: Int8) in T(word) }
        case .uint8: decodeWords(bytes, order) { (word: UInt8) in T(word) }
        case .int16: decodeWords(bytes, order) { (word: Int16) in T(word) }
        case .uint16: decodeWords(bytes, order) { (word: UInt16) in T(word) }
        case .int32: decodeWords(bytes, order) { (word: Int32) in T(word) }
        case .uint32: decodeWords(bytes, order) { (word: UInt32) in T(word) }
        case .int64: decodeWords(bytes, order) { (word: Int64) in T(word) }
        case .uint64: decodeWords(bytes, order) { (word: UInt64) in T(word) }
        case .float16: decodeWords(bytes, order) { (word: UInt16) in T(Float16(bitPattern: word)) }
        case .float32: decodeWords(bytes, order) { (word: UInt32) in T(Float(bitPattern: word)) }
        case .float64: decodeWords(bytes, order) { (word: UInt64) in T(Double(bitPattern: word)) }
        }
    }
}

@inline(__always)
private func decodeWords<Word: FixedWidthInteger, T>(
    _ bytes: ArraySlice<UInt8>, _ order: ByteOrder, _ number: (Word) -> T
) -> [T] {
    let size = MemoryLayout<Word>.size
    precondition(bytes.count.isMultiple(of: size), "\(bytes.count) bytes of numbers that take \(size)")
    return bytes.withUnsafeBytes { source in
        [T](unsafeUninitializedCapacity: source.count / size) { numbers, count in
            count = source.count / size
            for index in 0..<count {
                let word = source.loadUnaligned(fromByteOffset: index * size, as: Word.self)
                numbers.initializeElement(
                    at: index, to: number(order == .littleEndian ? Word(littleEndian: word) : Word(bigEndian: word)))
            }
        }
    }
}
