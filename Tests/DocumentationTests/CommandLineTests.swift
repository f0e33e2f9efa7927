import ArgumentParser
import Commands
import DiffractionField
import HyperspectralField
import TestSupport
import Testing

/// Every command line of README and articles is one that the program understands.
@Suite struct CommandLineTests {
    /// A command line, and where it stands.
    struct Line: Sendable, CustomTestStringConvertible {
        let place: String
        let words: [String]

        var testDescription: String { "\(place): proportions \(words.joined(separator: " "))" }
    }

    private static let files = MarkdownFile.all.filter { $0.path != "CHANGELOG.md" }

    /// The lines of blocks of shell commands.
    private static let lines = files.flatMap { file in
        file.blocks.filter { $0.language == "sh" }.flatMap { block in
            block.text.split(separator: "\n").enumerated().compactMap { index, text in
                words(of: text).map { Line(place: "\(file.path):\(block.line + 1 + index)", words: $0) }
            }
        }
    }

    /// What prose names between backticks.
    private static let mentions = files.flatMap { file in
        file.codeSpans().compactMap { line, text in
            words(of: Substring(text)).map { Line(place: "\(file.path):\(line)", words: $0) }
        }
    }

    private static let examples = ["own-loss", "dyes"]

    /// The arguments of a line that calls the program.
    private static func words(of line: Substring) -> [String]? {
        let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
        switch words.first {
        case "./reproduce": return ["reproduce"] + words.dropFirst()
        case "proportions", ".build/release/proportions": return Array(words.dropFirst())
        // A program of an example is this one with something more.
        case "swift": return words.firstIndex { examples.contains($0) }.map { Array(words[($0 + 1)...]) }
        default: return nil
        }
    }

    @Test func articlesShowCommands() {
        #expect(Self.lines.count > 20 && Self.mentions.count > 5)
    }

    @Test(arguments: lines)
    func everyCommandLineIsUnderstood(line: Line) {
        ProportionsCommand.with(fields: [.hyperspectral, .diffraction]) {
            #expect(throws: Never.self) { try parse(line.words) }
        }
    }

    @Test(arguments: mentions)
    func everyCommandThatProseNamesIsThere(line: Line) {
        ProportionsCommand.with(fields: [.hyperspectral, .diffraction]) {
            if (try? parse(line.words)) != nil { return }
            // A command alone, whose arguments prose leaves out.
            #expect(help(of: line.words).contains("USAGE: proportions \(line.words.joined(separator: " ")) "))
        }
    }

    /// Parses arguments; a request for help is no mistake.
    private func parse(_ words: [String]) throws {
        do {
            _ = try ProportionsCommand.parseAsRoot(words)
        } catch  where ProportionsCommand.exitCode(for: error) == .success {}
    }

    private func help(of words: [String]) -> String {
        do {
            var command = try ProportionsCommand.parseAsRoot(words + ["--help"])
            try command.run()
            return ""
        } catch {
            return ProportionsCommand.fullMessage(for: error)
        }
    }
}
