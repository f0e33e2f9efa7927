extension StructuredValue {
    /// The value as JSON of which there is exactly one form, the same bytes on every machine.
    ///
    /// The form is that of RFC 8785 (JSON Canonicalization Scheme): no whitespace, members sorted by the UTF-16 code
    /// units of their names, numbers in the shortest form that reads back the same, so that 5 and 5.0 are both `5`.
    /// It departs from it in two ways: whole numbers beyond 2^53 keep all their digits, and numbers that are not finite
    /// become the texts `NaN`, `Infinity` and `-Infinity`.
    public func canonicalJSON() -> String {
        var text = ""
        writeCanonicalJSON(to: &text)
        return text
    }

    private func writeCanonicalJSON(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value) where value.isFinite: text += shortestDecimal(value)
        case .number(let value): writeQuoted(nameOfNonFinite(value), to: &text)
        case .string(let value): writeQuoted(value, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.writeCanonicalJSON(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (index, (name, value)) in sorted.enumerated() {
                if index > 0 { text += "," }
                writeQuoted(name, to: &text)
                text += ":"
                value.writeCanonicalJSON(to: &text)
            }
            text += "}"
        }
    }
}

/// What stands in JSON for a number that JSON cannot hold.
func nameOfNonFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
}

/// A finite number as ECMAScript writes it: shortest digits, an exponent from 1e21 and below 1e-6.
func shortestDecimal(_ value: Double) -> String {
    guard value.isFinite else { return nameOfNonFinite(value) }
    guard value != 0 else { return "0" }
    // Swift's description has the shortest digits that read back the same, as in 12.5, 1e-05 or 1.5e+300.
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    // The value is 0.DIGITS times ten to the power of `point`.
    let written = mantissa[0] + fraction
    let digits = written.drop { $0 == "0" }
    let point = mantissa[0].count + exponent - (written.count - digits.count)
    return (value < 0 ? "-" : "") + ecmaScriptForm(digits: trimmingTrailingZeros(digits), point: point)
}

private func trimmingTrailingZeros(_ digits: Substring) -> Substring {
    guard let last = digits.lastIndex(where: { $0 != "0" }) else { return digits }
    return digits[...last]
}

/// `Number::toString` of ECMAScript 2025, section 6.1.6.1.20, for the value 0.DIGITS · 10^point.
private func ecmaScriptForm(digits: Substring, point: Int) -> String {
    if digits.count <= point, point <= 21 {
        return digits + String(repeating: "0", count: point - digits.count)
    }
    if 0 < point, point <= 21 {
        return "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
    if -6 < point, point <= 0 {
        return "0." + String(repeating: "0", count: -point) + digits
    }
    let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
    return "\(digits.prefix(1))\(fraction)e\(point > 0 ? "+" : "-")\(abs(point - 1))"
}

private func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\u{8}": text += "\\b"
        case "\t": text += "\\t"
        case "\n": text += "\\n"
        case "\u{C}": text += "\\f"
        case "\r": text += "\\r"
        case "\0"..."\u{1F}":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
    text += "\""
}
