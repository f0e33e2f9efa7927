public import DeclarativeFiles
internal import ProportionInference

/// The marked numbers of a Markdown file.
public struct MarkedText: Sendable {
    /// The numbers, in the order of the file.
    public private(set) var numbers: [MarkedNumber] = []
    /// The marks that mark nothing, each with its place.
    public private(set) var problems: [Problem] = []

    private let file: String

    /// Finds the marks.
    ///
    /// What stands in code is no mark.
    ///
    /// - Parameters:
    ///   - text: What the file holds.
    ///   - file: The file, as places name it.
    public init(_ text: String, file: String) {
        self.file = file
        var isCode = false
        var header: [MarkdownCell] = []
        var previous: Substring = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            defer { previous = line }
            if line.drop(while: { $0 == " " }).hasPrefix("```") { isCode.toggle() }
            guard !isCode else { continue }
            if !line.contains("|") { header = [] }
            if line.wholeMatch(of: /\s*\|[\s:|-]+\|\s*/) != nil { header = MarkdownCell.row(previous) }
            for mark in line.matches(of: /<!--\s*=(?<name>.*?)-->/) where !Self.isCode(mark.range.lowerBound, in: line)
            {
                let name = String(mark.name).trimmed
                guard !name.isEmpty, !name.contains(" ") else {
                    add(problem: "a mark is <!-- = TABLE/METHOD/COLUMN/SCORE -->", index, line, mark.range.lowerBound)
                    continue
                }
                if name.contains("*") {
                    addRow(name, in: line, number: index, at: mark.range.lowerBound, under: header)
                } else {
                    addNumber(name, in: line, number: index, before: mark.range.lowerBound)
                }
            }
        }
    }

    /// Adds the number before a mark.
    private mutating func addNumber(_ name: String, in line: Substring, number: Int, before end: String.Index) {
        let before = line[..<end]
        let form = /(?<number>[+−-]?[0-9]+(\.[0-9]+)?( ± [0-9]+(\.[0-9]+)?)?|–)[\s *]*%?[\s *]*$/
        guard let match = before.firstMatch(of: form) else {
            return add(problem: "no number stands before the mark of \(name)", number, line, end)
        }
        numbers.append(
            MarkedNumber(
                place: place(number, line, match.range.lowerBound), text: String(match.number).withHyphen, name: name))
    }

    /// Adds the numbers of a row behind a mark.
    private mutating func addRow(
        _ name: String, in line: Substring, number: Int, at start: String.Index, under header: [MarkdownCell]
    ) {
        let isOfScores = name.split(separator: "/").dropFirst(3).first == "*"
        let before = numbers.count
        for (cell, head) in zip(MarkdownCell.row(line), header) where cell.start > start && !cell.hasMark {
            var full = name
            if isOfScores {
                let title = head.text.prefix { $0 != "," && $0 != " " }
                guard let metric = ProportionMetric.allCases.first(where: { $0.title == title }) else { continue }
                full.replace("*", with: metric.rawValue, maxReplacements: 1)
            }
            numbers.append(
                MarkedNumber(
                    place: place(number, line, cell.start), text: cell.text.withHyphen, name: full,
                    heading: isOfScores ? nil : head.text))
        }
        if numbers.count == before {
            let what = isOfScores ? "a score" : "anything"
            add(problem: "no column behind the mark of \(name) is headed by \(what)", number, line, start)
        }
    }

    private mutating func add(problem: String, _ number: Int, _ line: Substring, _ index: String.Index) {
        problems.append(Problem(place: place(number, line, index), message: problem))
    }

    private func place(_ number: Int, _ line: Substring, _ index: String.Index) -> SourcePlace {
        SourcePlace(file: file, line: number + 1, column: line[..<index].unicodeScalars.count + 1)
    }

    /// Whether an odd number of backticks stands before a place.
    private static func isCode(_ place: String.Index, in line: Substring) -> Bool {
        !line[..<place].count { $0 == "`" }.isMultiple(of: 2)
    }
}
