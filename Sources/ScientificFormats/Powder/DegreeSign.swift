/// The sign of degrees that some programs write behind angles: `25.30°`.
enum DegreeSign {
    /// The first byte of the sign, ° or the ordinal º that looks like it, in UTF-8.
    static let firstByte: UInt8 = 0xC2

    /// A range of a text without the sign at its end.
    static func without(_ field: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let end = field.upperBound
        return field.count >= 2 && isSign(end - 2, text) ? field.lowerBound..<end - 2 : field
    }

    /// Whether a sign stands behind a number, perhaps with blanks between them.
    static func stands(behind number: Range<Int>, before end: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = number.upperBound
        while index < end, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
        return index + 1 < end && isSign(index, text)
    }

    private static func isSign(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text[index] == firstByte && (text[index + 1] == 0xB0 || text[index + 1] == 0xBA)
    }
}
