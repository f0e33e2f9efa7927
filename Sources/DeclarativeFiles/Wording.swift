/// Text from a file in single quotes, fit for one line of a message.
func quoted(_ text: String) -> String {
    "'\(shortened(text))'"
}

/// Text from a file cut to the length of a message, its control characters shown as escapes.
func shortened(_ text: String) -> String {
    let limit = 60
    var result = ""
    for scalar in text.unicodeScalars.prefix(limit) {
        let isControl = scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
        result += isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return text.unicodeScalars.count > limit ? result + "…" : result
}

/// A list of known names for the end of a message.
func knownNames(_ names: [String]) -> String {
    "known: " + (names.isEmpty ? "none" : names.joined(separator: ", "))
}

/// Says that a name is not one of those that are known.
package func unknownName(_ name: String, kind: String, among names: [String], in owner: String = "") -> String {
    let suggestion = Spelling.suggestion(for: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    let owner = owner.isEmpty ? "" : " in \(quoted(owner))"
    return "unknown \(kind) \(quoted(name))\(owner); \(suggestion)\(knownNames(names))"
}

/// Says which numbers a range holds: `from 1 to 5`, `of at least 1`, or nothing where it has no ends.
func described<Bound: Comparable>(_ range: ClosedRange<Bound>, ends: (lowest: Bound, highest: Bound)) -> String {
    switch (range.lowerBound > ends.lowest, range.upperBound < ends.highest) {
    case (true, true): " from \(written(range.lowerBound)) to \(written(range.upperBound))"
    case (true, false): " of at least \(written(range.lowerBound))"
    case (false, true): " of at most \(written(range.upperBound))"
    case (false, false): ""
    }
}

/// A bound as a person would write it: 5000, not 5000.0.
func written<Bound>(_ bound: Bound) -> String {
    if let number = bound as? Double { shortestDecimal(number) } else { "\(bound)" }
}
