/// A message of Protocol Buffers as bytes, field by field.
///
/// Format: Google, *Protocol Buffers: Encoding*.
struct ProtobufMessage {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    /// How a field's value is stored.
    private enum WireType: UInt64 {
        case variable = 0
        case lengthDelimited = 2
        case fourBytes = 5
    }

    private mutating func key(_ field: Int, _ type: WireType) {
        variable(UInt64(field) << 3 | type.rawValue)
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    private mutating func variable(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Adds a whole number.
    mutating func add(_ value: Int, as field: Int) {
        key(field, .variable)
        variable(UInt64(bitPattern: Int64(value)))
    }

    /// Adds a number.
    mutating func add(_ value: Float, as field: Int) {
        key(field, .fourBytes)
        bytes += littleEndianBytes(of: [value]) { $0.bitPattern }
    }

    /// Adds bytes.
    mutating func add(_ value: [UInt8], as field: Int) {
        key(field, .lengthDelimited)
        variable(UInt64(value.count))
        bytes += value
    }

    /// Adds a text.
    mutating func add(_ value: String, as field: Int) { add(Array(value.utf8), as: field) }

    /// Adds a message.
    mutating func add(_ message: ProtobufMessage, as field: Int) { add(message.bytes, as: field) }
}
