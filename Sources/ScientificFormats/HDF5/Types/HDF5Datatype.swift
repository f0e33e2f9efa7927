/// How a dataset or an attribute stores a value.
struct HDF5Datatype {
    /// What can be read of it, and what is only known by name.
    enum Kind: Equatable {
        case number(NumberType, ByteOrder)
        /// Texts of equal length.
        case text
        /// Texts of any length, which stand in a heap.
        case longText
        /// Addresses of objects.
        case reference
        /// Something else, in words.
        case other(String)
    }

    let kind: Kind
    /// The number of bytes of a value.
    let size: Int

    /// Reads a message of version 1 to 4, of whose members only those are read that are needed.
    init(_ cursor: inout HDF5Cursor) throws {
        let head = try cursor.byte()
        guard (1...4).contains(head >> 4) else {
            throw cursor.damage("a datatype of version \(head >> 4), which is not read")
        }
        let bits = try cursor.integer(3)
        size = try cursor.integer(4)
        guard size > 0 else { throw cursor.damage("a datatype of no bytes") }
        let order: ByteOrder = bits & 1 == 0 ? .littleEndian : .bigEndian
        switch head & 15 {
        case 0: kind = try Self.whole(&cursor, size: size, isSigned: bits & 8 != 0, order)
        case 1: kind = try Self.real(&cursor, size: size, order, isVAX: bits & 0x40 != 0)
        case 3: kind = .text
        case 6: kind = .other("a compound of several values")
        case 7: kind = bits & 15 == 0 && size == cursor.addressSize ? .reference : .other("a reference to a region")
        case 8:
            // The type of the numbers, whose names do not matter here.
            let base = try HDF5Datatype(&cursor)
            guard base.size == size else { throw cursor.damage("an enumeration of another size than its numbers") }
            kind = base.kind
        case 9: kind = bits & 15 == 1 ? .longText : .other("a list of varying length")
        case 2, 4, 5, 10:
            let names = [2: "a time", 4: "a field of bits", 5: "an opaque value", 10: "an array within a value"]
            kind = .other(names[head & 15] ?? "")
        default: throw cursor.damage("a datatype of class \(head & 15), which there is not")
        }
    }

    /// A whole number, which fills its bytes.
    private static func whole(
        _ cursor: inout HDF5Cursor, size: Int, isSigned: Bool, _ order: ByteOrder
    ) throws -> Kind {
        let (offset, precision) = (try cursor.integer(2), try cursor.integer(2))
        let types: [Int: (signed: NumberType, unsigned: NumberType)] = [
            1: (.int8, .uint8), 2: (.int16, .uint16), 4: (.int32, .uint32), 8: (.int64, .uint64),
        ]
        guard offset == 0, precision == 8 * size, let type = types[size] else {
            return .other("a whole number of \(precision) bits in \(size) bytes")
        }
        return .number(isSigned ? type.signed : type.unsigned, order)
    }

    /// A real number as IEEE 754 has them.
    private static func real(
        _ cursor: inout HDF5Cursor, size: Int, _ order: ByteOrder, isVAX: Bool
    ) throws -> Kind {
        let (offset, precision) = (try cursor.integer(2), try cursor.integer(2))
        let exponent = (place: try cursor.byte(), size: try cursor.byte())
        let mantissa = (place: try cursor.byte(), size: try cursor.byte())
        let bias = try cursor.integer(4)
        let known: [(type: NumberType, exponent: Int, mantissa: Int)] = [
            (.float16, 5, 10), (.float32, 8, 23), (.float64, 11, 52),
        ]
        let type = known.first {
            $0.type.byteCount == size && $0.exponent == exponent.size && $0.mantissa == mantissa.size
                && exponent.place == $0.mantissa && mantissa.place == 0 && bias == 1 << ($0.exponent - 1) - 1
        }
        guard offset == 0, precision == 8 * size, !isVAX, let type else {
            return .other("a real number of \(precision) bits that is not one of IEEE 754")
        }
        return .number(type.type, order)
    }
}
