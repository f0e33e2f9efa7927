/// A data element of a MATLAB file: a tag that says what follows, and the bytes that follow.
struct MatElement {
    /// The data type of the tag, such as ``matrix`` or a number's.
    let type: UInt32
    /// Where the data stand.
    let body: Range<Int>

    static let int8: UInt32 = 1
    static let int32: UInt32 = 5
    static let uint32: UInt32 = 6
    static let matrix: UInt32 = 14
    static let compressed: UInt32 = 15
}
