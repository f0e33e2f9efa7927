import DeclarativeFiles
import Foundation
import ScientificFormats
import TestSupport
import Testing

@Suite("Marked numbers", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct CheckTests {
    private let program: Program

    init() throws { program = try Program() }

    private func check(_ files: [String], results: String = Program.repository + "/results") throws -> Program.Ending {
        try program.start(["check"] + files + ["--results", results] + Program.experiments + Program.published).wait()
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: program.folder + "/" + name))
    }

    @Test("every marked number of the repository is what the records say")
    func committed() throws {
        let files = MarkdownFile.all.map(\.path)
        let ending = try check(files.map { MarkdownFile.repository + $0 })
        #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
        let count = try #require(ending.output.firstMatch(of: /^(\d+) marked numbers in (\d+) files/))
        #expect(try #require(Int(count.output.1)) > 150 && #require(Int(count.output.2)) >= 7)
    }

    @Test("every wrong number is told once, with its line, its name and what the records say")
    func wrong() throws {
        let text = try String(contentsOfFile: Program.repository + "/README.md", encoding: .utf8)
        let held = try #require(text.firstMatch(of: /(\d+)<!-- = claims\/holds/)).output.1
        let ours = try #require(text.firstMatch(of: /table2\/\*\/jasper-ridge\/mmae --> (\| ([0-9.]+) \|)/)).output
        let changes = [
            (String(ours.1), "| 9.99 |"), ("| 2.34 | 3.09 |", "| 2.34 | 3.1 |"),
            ("\(held)<!-- = claims/holds", "99<!-- = claims/holds"),
        ]
        let changed = changes.reduce(text) { $0.replacing($1.0, with: $1.1) }
        try write(changed, to: "README.md")
        let ending = try check([])
        #expect(ending.status == 1 && ending.output.isEmpty)
        let lines = ending.errors.split(separator: "\n")
        #expect(
            lines.count == 4 && lines.allSatisfy { $0.hasPrefix("README.md:") || $0.hasPrefix("3 marks are wrong") })
        for message in [
            "'99' is not claims/holds, which is \(held) by the records; write that",
            "'9.99' is not table2/mse-dirichlet/jasper-ridge/mmae, which is \(ours.2) by the records; write that",
            "'3.1' is not table2/ce-dirichlet/jasper-ridge/mmae/paper, which is 3.09 by the records; write that",
        ] { #expect(ending.errors.contains(message), "\(ending.errors)") }
    }

    @Test("a number is wrong when its record changes")
    func record() throws {
        let results = program.folder + "/results"
        try FileManager.default.copyItem(atPath: Program.repository + "/results", toPath: results)
        let url = URL(filePath: results + "/jasper-ridge/paper/sunsal/run-1/record.json")
        var record = try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: url))
        guard case .array(var tests) = record["tests"] else {
            Issue.record("no tests")
            return
        }
        tests[0]["scores"]?["mmae"] = 0.25
        record["tests"] = .array(tests)
        var contents = record
        contents["provenance"] = nil
        contents["digest"] = nil
        record["digest"] = .string(ContentDigest.sha256(Array(contents.canonicalJSON().utf8)))
        try Data(record.canonicalJSON().utf8).write(to: url)
        try write("SUnSAL has 7.02<!-- = table2/sunsal/jasper-ridge/mmae --> %.", to: "a.md")
        let ending = try check(["a.md"], results: results)
        #expect(
            ending.status == 1
                && ending.errors.contains("a.md:1:12: '7.02' is not table2/sunsal/jasper-ridge/mmae, which is 25.00"))
    }

    @Test("a name that nothing has is told with what there is, and a text without marks is no success")
    func unknown() throws {
        try write(
            """
            1<!-- = table2/sunsel/jasper-ridge/mmae --> 2<!-- = table2/sunsal/jasper-ridge/mmae/most -->
            3<!-- = table2/sunsal --> 4<!-- = claims/hold --> 5<!-- = claims/holds/all -->

            | | SUnSEL |
            |---|---|
            | a<!-- = table2/*/jasper-ridge/mmae --> | 7.02 |
            """, to: "a.md")
        let ending = try check(["a.md"])
        #expect(ending.status == 1)
        for message in [
            "a.md:1:1: unknown method 'sunsel'; did you mean 'sunsal'?",
            "a.md:1:45: unknown statistic 'most'; known: shown, mean, deviation, spread, validation, paper",
            "a.md:2:1: 'table2/sunsal' has 2 parts; a number is named TABLE/METHOD/COLUMN/SCORE",
            "a.md:2:27: unknown verdict 'hold'; did you mean 'holds'?",
            "a.md:2:51: 'claims/holds/all' has 3 parts; verdicts are claims/VERDICT",
            "a.md:6:44: unknown method 'SUnSEL'; did you mean 'SUnSAL'?",
        ] { #expect(ending.errors.contains(message), "\(message)\n\(ending.errors)") }
        try write("no mark, 1.41", to: "b.md")
        #expect(try check(["b.md"]).status == 1)
        #expect(try check(["missing.md"]).status == 1)
    }
}
