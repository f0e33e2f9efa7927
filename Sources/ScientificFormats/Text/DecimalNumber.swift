/// A number as programs write it into columns: `12`, `-0.5`, `1e-3`, `1.5D+02` of Fortran, `4,05` with a decimal comma, and
/// `nan`, which C writes as `-nan(ind)` or `1.#QNAN`, too.
enum DecimalNumber {
    /// The powers of ten that a `Double` holds exactly.
    private static let powers: [Double] = (0...22).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// The nearest number to a text.
    ///
    /// Up to 2⁵³ with a power of ten up to 10²², digits and power are exact, and so one operation rounds correctly. All else
    /// is left to the standard library.
    ///
    /// - Parameters:
    ///   - text: The characters, without white space around them.
    ///   - point: What separates the decimals.
    /// - Returns: The number, infinite where it is too large; nothing where the text is none.
    static func parse(_ text: UnsafeBufferPointer<UInt8>, point: UInt8 = UInt8(ascii: ".")) -> Double? {
        var index = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
        var (digits, mantissa, scale) = (0, UInt64(0), 0)
        var isBehindPoint = false
        while index < text.count {
            let byte = text[index]
            if byte &- 0x30 < 10 {
                // More digits than a word holds; the slow way reads them all.
                guard digits < 18 || mantissa == 0 else { return slow(text, point: point) }
                mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
                digits += 1
                if isBehindPoint { scale -= 1 }
            } else if byte == point, !isBehindPoint {
                isBehindPoint = true
            } else {
                break
            }
            index += 1
        }
        guard digits > 0 else { return isNotANumber(text) ? .nan : nil }
        if index < text.count {
            guard "eEdD".utf8.contains(text[index]) else { return isNotANumber(text) ? .nan : nil }
            index += 1
            guard index < text.count else { return nil }
            let isDown = text[index] == UInt8(ascii: "-")
            if isDown || text[index] == UInt8(ascii: "+") { index += 1 }
            guard index < text.count, text.count - index <= 4 else { return slow(text, point: point) }
            var exponent = 0
            while index < text.count {
                guard text[index] &- 0x30 < 10 else { return nil }
                exponent = exponent * 10 + Int(text[index] &- 0x30)
                index += 1
            }
            scale += isDown ? -exponent : exponent
        }
        guard mantissa <= 1 << 53, abs(scale) <= 22 else { return slow(text, point: point) }
        let magnitude = scale < 0 ? Double(mantissa) / powers[-scale] : Double(mantissa) * powers[scale]
        return isNegative ? -magnitude : magnitude
    }

    private static func isNotANumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let word = String(decoding: text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }, as: UTF8.self)
            .lowercased()
        return word == "nan" || word.hasPrefix("nan(") && word.hasSuffix(")")
            || ["1.#qnan", "1.#ind", "1.#snan"].contains { word.hasPrefix($0) }
    }

    /// What the standard library makes of it.
    private static func slow(_ text: UnsafeBufferPointer<UInt8>, point: UInt8) -> Double? {
        let characters = text.map {
            $0 == point ? UInt8(ascii: ".") : $0 | 0x20 == UInt8(ascii: "d") ? UInt8(ascii: "e") : $0
        }
        guard characters.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(String(decoding: characters, as: UTF8.self))
    }
}
