/// A value of any shape that JSON can hold.
///
/// Numbers are equal by value, whichever case holds them: `.integer(5) == .number(5)`.
public enum StructuredValue: Sendable {
    /// No value.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Any other number; one that is not finite is written as one of the texts `NaN`, `Infinity`, `-Infinity`.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([StructuredValue])
    /// Values by name; their order does not count.
    case object([String: StructuredValue])

    /// The value of a name, or nothing where this is no object or does not have it; setting makes it an object.
    public subscript(name: String) -> StructuredValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members[name]
        }
        set {
            var members: [String: StructuredValue] = [:]
            if case .object(let present) = self { members = present }
            members[name] = newValue
            self = .object(members)
        }
    }
}

extension StructuredValue: Equatable {
    /// Whether two values have the same canonical text.
    public static func == (left: StructuredValue, right: StructuredValue) -> Bool {
        left.canonicalJSON() == right.canonicalJSON()
    }
}

// MARK: - Literals

extension StructuredValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Makes the null value.
    public init(nilLiteral: ()) { self = .null }

    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Makes a whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }

    /// Makes a number.
    public init(floatLiteral value: Double) { self = .number(value) }

    /// Makes a text.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes a list.
    public init(arrayLiteral elements: StructuredValue...) { self = .array(elements) }

    /// Makes an object of names that must differ.
    public init(dictionaryLiteral members: (String, StructuredValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: members))
    }
}

// MARK: - Codable

extension StructuredValue: Codable {
    /// Decodes a value of any shape; whole numbers that fit become integers.
    public init(from decoder: any Decoder) throws {
        // What is tried and is something else costs more than all the rest: the commonest kinds come first.
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Double.self) {
            let isWhole = value == value.rounded(.towardZero)
            self = (isWhole ? try? container.decode(Int.self) : nil).map { .integer($0) } ?? .number(value)
        } else if let members = try? decoder.container(keyedBy: MemberName.self) {
            self = .object(
                try members.allKeys.reduce(into: [:]) {
                    $0[$1.stringValue] = try members.decode(StructuredValue.self, forKey: $1)
                })
        } else if var elements = try? decoder.unkeyedContainer() {
            var values: [StructuredValue] = []
            while !elements.isAtEnd { values.append(try elements.decode(StructuredValue.self)) }
            self = .array(values)
        } else {
            self = .bool(try container.decode(Bool.self))
        }
    }

    /// Any name of a member.
    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Encodes the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value) where value.isFinite: try container.encode(value)
        case .number(let value): try container.encode(nameOfNonFinite(value))
        case .string(let value): try container.encode(value)
        case .array(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }
}
