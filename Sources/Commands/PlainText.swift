internal import Foundation

/// Numbers and paragraphs as people read them.
package enum PlainText {
    /// A number with at most six significant digits, such as `1.54059` or `80`.
    package static func number(_ value: Double) -> String { String(format: "%.6g", value) }

    /// A share in percent with two decimals, without the sign of percent.
    package static func percent(_ share: Double) -> String { String(format: "%.2f", 100 * share) }

    /// A text that ends, or for `.right` begins, with as many blanks as make it so wide.
    package static func padded(_ text: String, _ width: Int, _ side: Side = .left) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return side == .left ? text + blanks : blanks + text
    }

    /// On which side of a column a text stands.
    package enum Side { case left, right }

    /// A text broken between words into lines of at most 100 characters, each but the first behind an indent.
    package static func paragraph(_ text: String, indent: Int) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ").map(String.init) {
            if let last = lines.last, indent + last.count + 1 + word.count <= 100 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    /// A text of at most so many characters: a longer one has `…` for its middle.
    package static func shortened(_ text: String, _ width: Int) -> String {
        guard text.count > width else { return text }
        let kept = max(width - 1, 0)
        return text.prefix(kept / 2) + "…" + text.suffix(kept - kept / 2)
    }

    /// Items joined by commas, broken into lines of at most 100 characters, each line behind an indent.
    package static func list(_ items: [String], indent: Int) -> String {
        var lines: [String] = []
        for (index, item) in items.enumerated() {
            let text = item + (index < items.count - 1 ? "," : "")
            if let last = lines.last, indent + last.count + 1 + text.count <= 100 {
                lines[lines.count - 1] = last + " " + text
            } else {
                lines.append(text)
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    /// Rows of cells in columns, the first and the last on the left and the others on the right.
    package static func table(_ rows: [[String]], indent: String) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.reduce(0) { max($0, $1[column].count) } }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : padded(cell, widths[column], column == 0 ? .left : .right)
            }
            let line = indent + cells.joined(separator: "   ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
