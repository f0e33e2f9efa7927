/// Numbers whose digits stand in groups of three, such as `1,234`, `1 234` or `1'234`.
///
/// None is read: `1,234` may be 1.234, and a blank or a comma may separate columns.
enum DigitGroups {
    /// What people put between groups: also the typographic apostrophe and the blanks of fixed or small width.
    private static let signs = ",.'_ \u{2019}\u{A0}\u{202F}\u{2009}"

    /// The number without signs between its groups, `1234` for `1,234` and `1234.5` for `1.234,5`.
    ///
    /// It is nothing where the text is no such number: a group has three digits, and the first one to three without a zero in
    /// front.
    static func joined(_ text: String) -> String? {
        let isDigit: (Character) -> Bool = { $0.isASCII && $0.isNumber }
        var rest = Substring(text)
        let first = rest.prefix(while: isDigit)
        rest = rest.dropFirst(first.count)
        guard (1...3).contains(first.count), first.first != "0", let sign = rest.first, signs.contains(sign) else {
            return nil
        }
        var digits = String(first)
        while rest.first == sign {
            let group = rest.dropFirst().prefix(while: isDigit)
            guard group.count == 3 else { return nil }
            digits += group
            rest = rest.dropFirst(4)
        }
        guard let point = rest.first else { return digits }
        guard point == "." || point == ",", rest.dropFirst().allSatisfy(isDigit) else { return nil }
        return digits + "." + rest.dropFirst()
    }

    /// What to do about a number that may have groups; nothing where it has none.
    static func cure(for text: String) -> String? {
        joined(text).map { "; where '\(text)' has a sign between thousands, leave it out: \($0)" }
    }

    /// What to do about fields that a sign between thousands may have cut in two; nothing where none are so.
    static func cure(forFields fields: [String], cutBy sign: String) -> String? {
        zip(fields, fields.dropFirst()).lazy.compactMap { cure(for: $0 + sign + $1) }.first
    }
}
