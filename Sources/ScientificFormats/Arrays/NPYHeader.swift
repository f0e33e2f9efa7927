/// The dictionary that stands before the data of a `.npy` file.
struct NPYHeader {
    /// The type of the numbers, such as `<f4`.
    let description: String
    let isFortranOrder: Bool
    let shape: [Int]

    /// Reads a Python dictionary with the keys `descr`, `fortran_order` and `shape`.
    ///
    /// Of Python's literals only those are understood that stand for an array of numbers.
    init?(_ text: String) {
        var scanner = LiteralScanner(text)
        var description: String?
        var isFortranOrder: Bool?
        var shape: [Int]?
        guard scanner.take("{") else { return nil }
        while !scanner.take("}") {
            guard let key = scanner.quoted(), scanner.take(":") else { return nil }
            switch key {
            case "descr": description = scanner.quoted()
            case "fortran_order": isFortranOrder = scanner.take("True") ? true : scanner.take("False") ? false : nil
            case "shape": shape = scanner.tuple()
            default: return nil
            }
            if !scanner.take(",") {
                guard scanner.take("}") else { return nil }
                break
            }
        }
        guard scanner.isAtEnd, let description, let isFortranOrder, let shape else { return nil }
        self.description = description
        self.isFortranOrder = isFortranOrder
        self.shape = shape
    }
}

/// Reads literals one after the other, skipping the white space before each.
private struct LiteralScanner {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    private mutating func skipSpace() {
        rest = rest.drop(while: \.isWhitespace)
    }

    var isAtEnd: Bool {
        rest.allSatisfy(\.isWhitespace)
    }

    mutating func take(_ word: String) -> Bool {
        skipSpace()
        guard rest.hasPrefix(word) else { return false }
        rest.removeFirst(word.count)
        return true
    }

    mutating func quoted() -> String? {
        skipSpace()
        guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
        rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    mutating func tuple() -> [Int]? {
        guard take("(") else { return nil }
        var lengths: [Int] = []
        while !take(")") {
            skipSpace()
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let length = Int(digits) else { return nil }
            rest = rest[digits.endIndex...]
            lengths.append(length)
            if !take(",") { return take(")") ? lengths : nil }
        }
        return lengths
    }
}
