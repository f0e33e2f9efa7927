/// A cell of a table in Markdown.
struct MarkdownCell {
    /// What it shows.
    let text: String
    /// Where that begins.
    let start: String.Index
    /// Whether a mark says what it shows.
    let hasMark: Bool

    /// The cells of a line, between its bars.
    static func row(_ line: Substring) -> [MarkdownCell] {
        let bars = line.indices.filter { index in
            line[index] == "|" && (index == line.startIndex || line[line.index(before: index)] != "\\")
        }
        return zip(bars, bars.dropFirst()).map { bar, next in
            let inside = line[line.index(after: bar)..<next]
            let shown = inside.replacing(/<!--.*?-->/, with: "").filter { $0 != "*" }
            return MarkdownCell(
                text: String(shown).trimmed,
                start: inside.firstIndex { $0 != " " } ?? inside.startIndex,
                hasMark: inside.contains(/<!--\s*=/))
        }
    }
}

extension String {
    /// Without spaces at its ends.
    var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    /// With the hyphen that programs write for a minus.
    var withHyphen: String { replacing("−", with: "-") }
}
