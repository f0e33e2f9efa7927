internal import ProportionInference

extension ResultTable {
    /// The table in GitHub's Markdown, its columns aligned also as plain text.
    ///
    /// For each dataset one table compares the selected runs with the paper, and one gives means and standard
    /// deviations. A dataset without published numbers has no columns for them.
    public var markdown: String {
        var blocks = ["# \(table.heading). \(Markdown.escape(caption))"]
        for (index, dataset) in datasets.enumerated() {
            let standIn = dataset.standIn.map { " (stand-in: \(Markdown.escape($0)))" } ?? ""
            blocks.append("## \(Markdown.escape(dataset.title))\(standIn)")
            blocks.append(comparisonTable(dataset: index))
            blocks.append("Mean ± standard deviation:")
            blocks.append(spreadTable(dataset: index))
        }
        blocks += differenceBlocks
        blocks.append("## Notes")
        blocks.append(notes.map { "- \(Markdown.escape($0))" }.joined(separator: "\n"))
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func comparisonTable(dataset: Int) -> String {
        let hasPublished = hasPublished(dataset: dataset)
        let header = ProportionMetric.allCases.flatMap { metric in
            ["\(metric.title) \(metric.better == .lower ? "↓" : "↑")"] + (hasPublished ? ["paper", "Δ"] : [])
        }
        let rows = comparisons(dataset: dataset).map { cells in
            cells.enumerated().filter { hasPublished || $0.offset % 3 == 0 }.map { Markdown.text($0.element) }
        }
        return Markdown.table(
            header: ["Method"] + header, alignRight: [false] + header.map { _ in true },
            rows: withMethods(rows, dataset: dataset))
    }

    private func spreadTable(dataset: Int) -> String {
        let header = ["Method"] + ProportionMetric.allCases.map(\.title) + ["runs", "given"]
        return Markdown.table(
            header: header, alignRight: [false, true, true, true, true, false],
            rows: withMethods(spreads(dataset: dataset).map { $0.map(Markdown.text) }, dataset: dataset))
    }

    /// The rows with their methods, without methods that the dataset's experiment does not have.
    private func withMethods(_ rows: [[String]], dataset: Int) -> [[String]] {
        methods.indices.filter { isAsked(method: $0, dataset: dataset) }
            .map { [Markdown.escape(methods[$0].markedTitle)] + rows[$0] }
    }
}

/// GitHub's Markdown.
package enum Markdown {
    /// Text in which nothing is markup.
    package static func escape(_ text: String) -> String {
        var escaped = ""
        for (index, character) in zip(text.indices, text) {
            let next = text[text.index(after: index)...].first
            switch character {
            case "\\", "`", "*", "_", "<", ">", "[", "]", "|", "~", "#": escaped += "\\\(character)"
            // Otherwise an ampersand stands for itself.
            case "&" where next?.isLetter == true || next == "#": escaped += "\\&"
            case _ where character.isNewline: escaped += " "
            default: escaped.append(character)
            }
        }
        return escaped
    }

    static func text(_ cell: TableCell) -> String {
        let text = escape(cell.text)
        return switch cell.standing {
        case .best: "**\(text)**"
        // GitHub shows `ins` underlined and removes `u`.
        case .second: "<ins>\(text)</ins>"
        case .other, nil: text
        }
    }

    /// A table of escaped cells.
    static func table(header: [String], alignRight: [Bool], rows: [[String]]) -> String {
        let widths = header.indices.map { column in
            ([header] + rows).reduce(3) { max($0, $1[column].count) }
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - cells[column].count)
                return alignRight[column] ? padding + cells[column] : cells[column] + padding
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = header.indices.map { column in
            let dashes = String(repeating: "-", count: widths[column] - 1)
            return alignRight[column] ? dashes + ":" : ":" + dashes
        }
        return ([line(header), line(rule)] + rows.map(line)).joined(separator: "\n")
    }
}
