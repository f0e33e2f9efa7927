internal import Foundation

/// A Markdown file of the repository, taken apart into what tests compare.
package struct MarkdownFile: Sendable {
    /// A fenced block of code.
    package struct Block: Sendable {
        /// The word behind the fence; empty where there is none.
        package let language: String
        /// The text between the fences, without the indentation of the fence.
        package let text: String
        /// The line of the opening fence, from 1.
        package let line: Int
    }

    /// A table.
    package struct Table: Sendable {
        package let header: [String]
        package let rows: [[String]]
        /// The line of the header, from 1.
        package let line: Int
    }

    /// The folder of the repository.
    package static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path()

    /// Its place, relative to the repository.
    package let path: String
    package let text: String
    package let blocks: [Block]
    /// The lines outside of fenced blocks, each with its number.
    package let prose: [(line: Int, text: String)]

    /// Reads a file of the repository.
    package init(_ path: String) throws {
        self.path = path
        text = try String(contentsOfFile: Self.repository + path, encoding: .utf8)
        var blocks: [Block] = []
        var prose: [(line: Int, text: String)] = []
        var open: (language: String, indentation: Int, line: Int, lines: [Substring])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.drop { $0 == " " }
            let indentation = line.count - trimmed.count
            if let block = open {
                if trimmed.hasPrefix("```") {
                    let text = block.lines.joined(separator: "\n")
                    blocks.append(Block(language: block.language, text: text, line: block.line))
                    open = nil
                } else {
                    open?.lines.append(line.dropFirst(min(indentation, block.indentation)))
                }
            } else if trimmed.hasPrefix("```") {
                open = (String(trimmed.dropFirst(3)), indentation, index + 1, [])
            } else {
                prose.append((index + 1, String(line)))
            }
        }
        self.blocks = blocks
        self.prose = prose
    }

    /// Every Markdown file that people write, by its place.
    package static let all: [MarkdownFile] = {
        let walker = FileManager.default.enumerator(atPath: repository)
        var paths: [String] = []
        while let path = walker?.nextObject() as? String {
            let top = path.split(separator: "/")[0]
            if top.hasPrefix(".") || ["paper-tables", "results", "Tests"].contains(top) || path.contains("/.build") {
                walker?.skipDescendants()
            } else if path.hasSuffix(".md") {
                paths.append(path)
            }
        }
        return paths.sorted().compactMap { try? MarkdownFile($0) }
    }()

    /// The texts between backticks outside of fenced blocks, each with its line.
    package func codeSpans() -> [(line: Int, text: String)] {
        prose.flatMap { line, text in
            // Double backticks are links to symbols.
            text.replacing("``", with: "¨").matches(of: /`([^`]+)`/).map { (line, String($0.output.1)) }
        }
    }

    /// Where links lead, each with its line.
    package func links() -> [(line: Int, target: String)] {
        prose.flatMap { line, text in
            text.matches(of: /\]\(([^)\s]+)\)/).map { (line, String($0.output.1)) }
        }
    }

    /// What heads a section, as links to it name it: lower case, blanks as hyphens, no punctuation.
    package func anchors() -> Set<String> {
        Set(
            prose.filter { $0.text.hasPrefix("#") }.map { heading in
                String(
                    heading.text.drop { $0 == "#" || $0 == " " }.lowercased()
                        .compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || $0 == "-" ? $0 : nil })
            })
    }

    /// The tables outside of fenced blocks.
    package func tables() -> [Table] {
        var tables: [Table] = []
        var rows: [(line: Int, cells: [String])] = []
        func end() {
            if rows.count > 1 {
                tables.append(Table(header: rows[0].cells, rows: rows.dropFirst(2).map(\.cells), line: rows[0].line))
            }
            rows = []
        }
        for (line, text) in prose {
            guard text.hasPrefix("|") else {
                end()
                continue
            }
            // Comments are not shown.
            let cells = text.replacing(/<!--.*?-->/, with: "").dropFirst().split(
                separator: "|", omittingEmptySubsequences: false
            ).dropLast()
            rows.append((line, cells.map { $0.trimmingCharacters(in: .whitespaces) }))
        }
        end()
        return tables
    }
}
