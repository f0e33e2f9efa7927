/// A single value, resolved by the core schema of YAML 1.2, in decimal notation only.
///
/// So `no`, `on` and `1_000` are text; YAML 1.1 would read a truth value and a number into them.
enum Scalar: Sendable {
    case null
    case boolean(Bool)
    /// A whole number, and how it was written.
    case integer(Int, written: String)
    /// Any other number, those outside the range of `Int` and those that are not finite included.
    case number(Double, written: String)
    case text(String)

    /// Resolves a value that stands in the file without quotes.
    init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .boolean(true)
        case "false", "False", "FALSE": self = .boolean(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .number(.infinity, written: text)
        case "-.inf", "-.Inf", "-.INF": self = .number(-.infinity, written: text)
        case ".nan", ".NaN", ".NAN": self = .number(.nan, written: text)
        default:
            // Swift also reads hexadecimal numbers and the words inf and nan, which are text here.
            if !text.utf8.allSatisfy(isPartOfDecimalNumber) {
                self = .text(text)
            } else if let integer = Int(text) {
                self = .integer(integer, written: text)
            } else if let number = Double(text) {
                self = .number(number, written: text)
            } else {
                self = .text(text)
            }
        }
    }

    var description: String {
        switch self {
        case .null: "empty"
        case .boolean(let value): "\(value)"
        case .integer(_, let written), .number(_, let written): shortened(written)
        case .text(let text): quoted(text)
        }
    }

    var structured: StructuredValue {
        switch self {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .integer(let value, _): .integer(value)
        case .number(let value, _): .number(value)
        case .text(let text): .string(text)
        }
    }
}

private func isPartOfDecimalNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
    default:
        false
    }
}
