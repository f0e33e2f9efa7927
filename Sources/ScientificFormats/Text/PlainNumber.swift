/// A number in decimal digits as most programs write it: `12`, `-0.5`, `.5`, `1e-3`.
///
/// - Parameter text: The characters, without white space around them.
/// - Returns: The nearest number, infinite where it is too large; nothing for other spellings, such as `nan`, `0x1p3`,
///   `1,5` or `1d3`.
package func plainNumber(_ text: some Sequence<UInt8>) -> Double? {
    let characters = Array(text)
    guard characters.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    return characters.withUnsafeBufferPointer { DecimalNumber.parse($0) }
}
