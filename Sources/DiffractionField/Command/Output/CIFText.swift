/// Pieces of a CIF file of version 1.1.
///
/// Source: S. R. Hall, F. H. Allen, I. D. Brown, Acta Cryst. A47 (1991) 655; *International Tables for Crystallography* G
/// (2005), chapter 2.2.
enum CIFText {
    /// A name of a data block: what is no letter, digit, dot or dash becomes an underscore, and length ends at 60.
    static func blockName(_ name: String) -> String {
        String(
            name.unicodeScalars.map { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || "-.".unicodeScalars.contains(scalar))
                    ? Character(scalar) : "_"
            }.prefix(60))
    }

    /// A value as it stands behind its name: bare, between quotes, or as a text field on lines of its own.
    ///
    /// Scalars outside of ASCII, which version 1.1 does not have, become question marks.
    static func value(_ text: String) -> String {
        let ascii = String(
            text.unicodeScalars.map { $0.isASCII && ($0.value >= 32 || $0 == "\n") ? Character($0) : "?" })
        guard !ascii.isEmpty else { return "." }
        let isShort = ascii.count <= 100 && !ascii.contains("\n")
        let isBare =
            isShort && !ascii.contains { " '\"#;".contains($0) } && !"_$[]?.".contains(ascii.first ?? "_")
            && !["data_", "save_", "loop_", "stop_", "global_"].contains { ascii.lowercased().hasPrefix($0) }
        if isBare { return ascii }
        if isShort, !ascii.contains("'") { return "'\(ascii)'" }
        if isShort, !ascii.contains("\"") { return "\"\(ascii)\"" }
        // A semicolon that begins a line would end the field.
        return "\n;" + ascii.replacing("\n;", with: "\n ;") + "\n;"
    }

    /// A line with a name and its value.
    static func item(_ name: String, _ value: String) -> String {
        let shown = Self.value(value)
        return name + (shown.hasPrefix("\n") ? "" : String(repeating: " ", count: max(1, 36 - name.count))) + shown
            + "\n"
    }

    /// A line with a name and a number, which is written as it is.
    static func number(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 36 - name.count)) + value + "\n"
    }

    /// A loop over rows, each of as many values as there are names; nothing without rows.
    static func loop(_ names: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        return "\nloop_\n" + names.map { "    \($0)\n" }.joined()
            + rows.map { "    " + $0.joined(separator: " ") + "\n" }.joined()
    }
}
