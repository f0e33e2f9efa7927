/// The class of an array, by its number in the array flags.
enum MatClass: UInt8 {
    case cell = 1
    case structure, object, char, sparse, double, single, int8, uint8, int16, uint16, int32, uint32, int64, uint64
    case function, opaque

    var isNumeric: Bool { (MatClass.double.rawValue...MatClass.uint64.rawValue).contains(rawValue) }
}
