internal import ArgumentParser
internal import Foundation
internal import Reports
internal import ScientificFormats

/// `proportions check`: compares the results that texts repeat with the records.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare every number that a text marks as a result with the record that it names.",
        discussion: """
            A mark is a comment behind a number, which no page shows: 1.41<!-- = table2/mse-dirichlet/COLUMN/mmae -->. It names \
            the number as 'explain' does. Behind the name, /mean, /deviation, /spread (12.34 ± 0.54), /validation and /paper mean \
            another statistic than the shown one. In a row of a table, a mark is for the cells behind it, and '*' is the \
            method or the score that heads a column: <!-- = table2/*/COLUMN/mmae -->. claims is the number of claims, and \
            claims/holds, claims/does-not-hold, claims/undecided and claims/not-testable that of a verdict.

            Every wrong number is told with its line and with what the records say, and the exit status is 1.
            """)

    @Argument(
        help: "Markdown files; all below the current folder where none is given.",
        completion: .file(extensions: ["md"]))
    var files: [String] = []

    @OptionGroup var results: ResultOptions
    @OptionGroup var declarations: DeclarationOptions

    @Option(name: .customLong("published"), help: "The folder of the published numbers.")
    var publishedFolder = "paper-tables/published"

    func run() throws {
        try Console.run {
            let specs = try Workspace(declarations).allSpecs()
            var check = MarkCheck(specs: specs, results: results, publishedFolder: publishedFolder)
            var (count, marked, faults) = (0, 0, 0)
            for file in try files.isEmpty ? Self.markdownFiles() : files {
                let text = try MarkedText(Self.contents(of: file), file: file)
                count += text.numbers.count
                marked += text.numbers.isEmpty ? 0 : 1
                let problems = try text.problems + text.numbers.compactMap { try check.problem(with: $0) }
                for problem in problems.sorted(by: { $0.place < $1.place }) { Console.complain(problem.description) }
                faults += problems.count
            }
            guard faults == 0 else {
                Console.complain(
                    "\(faults) \(faults == 1 ? "mark is" : "marks are") wrong, \(count) numbers are marked")
                throw ExitCode.failure
            }
            guard count > 0 else {
                Console.complain("no number is marked as a result; 'proportions check --help' says how")
                throw ExitCode.failure
            }
            Console.print("\(count) marked numbers in \(marked) files are what the records say")
        }
    }

    /// The Markdown files below the current folder, but for what is hidden.
    private static func markdownFiles() throws -> [String] {
        let folder = URL(fileURLWithPath: ".")
        let walker = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        var files: [String] = []
        while let url = walker?.nextObject() as? URL {
            if url.pathExtension == "md" { files.append(String(url.path.dropFirst(folder.path.count + 1))) }
        }
        return files.sorted()
    }

    private static func contents(of file: String) throws -> String {
        guard let text = try String(bytes: FileBytes.read(path: file), encoding: .utf8) else {
            throw ValidationError("'\(file)' is not text in UTF-8")
        }
        return text
    }
}
