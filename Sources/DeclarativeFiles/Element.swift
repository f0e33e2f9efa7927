/// A piece of a parsed file, every part with its place.
struct Element: Sendable {
    let place: SourcePlace
    let content: Content

    enum Content: Sendable {
        case scalar(Scalar)
        case list([Element])
        case mapping([Entry])
        /// Whatever a reader asks it to be, in a file that is only imagined; the reader is watched.
        case imagined(KeyRecorder, item: Int)
    }

    /// One key of a mapping.
    struct Entry: Sendable {
        let name: String
        /// Where the key stands; `value.place` is where its value does.
        let place: SourcePlace
        let value: Element
    }
}

extension Element {
    var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    var list: [Element]? {
        guard case .list(let elements) = content else { return nil }
        return elements
    }

    var mapping: [Entry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// Who watches the reader, and the place in its list, where the element is imagined.
    var imagined: (recorder: KeyRecorder, item: Int)? {
        guard case .imagined(let recorder, let item) = content else { return nil }
        return (recorder, item)
    }

    /// What it is, as the end of a message that says what it should have been.
    var description: String {
        switch content {
        case .scalar(let scalar): scalar.description
        case .list: "a list"
        case .mapping: "a mapping"
        case .imagined: "imagined"
        }
    }

    /// Its value without its places.
    var structured: StructuredValue {
        switch content {
        case .scalar(let scalar): scalar.structured
        case .list(let elements): .array(elements.map(\.structured))
        case .mapping(let entries):
            .object(Dictionary(entries.map { ($0.name, $0.value.structured) }) { first, _ in first })
        case .imagined: .null
        }
    }
}

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
