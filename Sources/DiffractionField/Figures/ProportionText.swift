internal import Reports

/// Proportions in words.
package enum ProportionText {
    /// The classes that are present, the largest first, and those that are not: `80 % calcite, 20 % gibbsite; no dolomite`.
    package static func words(_ proportions: [Double], of classes: [String]) -> String {
        let pairs = zip(classes, proportions)
        let present = pairs.filter { $0.1 > 0 }.enumerated()
            .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
            .map { "\(percent($0.element.1))\u{a0}%\u{a0}\($0.element.0)" }
        let absent = pairs.filter { !($0.1 > 0) }.map(\.0)
        return [present.joined(separator: ", "), absent.isEmpty ? "" : "no " + absent.joined(separator: ", ")]
            .filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// A share in percent with one decimal, where that is not zero.
    private static func percent(_ share: Double) -> String {
        let text = NumberText.fixed(100 * share, decimals: 1)
        return text == "0.0" ? "below 0.1" : text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
