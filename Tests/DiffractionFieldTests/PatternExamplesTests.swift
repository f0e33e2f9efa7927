import DiffractionField
import Foundation
import ProportionInference
import Reports
import Testing

@Suite struct PatternExamplesTests {
    private static func examples(_ count: Int) -> PatternExamples {
        let mixtures = Array(repeating: [0.8, 0.2, 0, 0], count: count)
        return PatternExamples(name: "toy", picture: PatternFigureTests.picture(mixtures))
    }

    /// Calls a test with a new folder, which is removed afterwards.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "examples-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func proportionsAreALineAPattern() {
        #expect(
            Self.examples(2).csv() == """
                name,calcite,gibbsite,dolomite,hematite
                simulated 1,0.8,0.2,0.0,0.0
                simulated 2,0.8,0.2,0.0,0.0

                """)
    }

    @Test func patternsAreFilesOfPositionsAndValues() throws {
        try inFolder { folder in
            let examples = Self.examples(10)
            try examples.writePatterns(into: folder)
            let files = examples.patternFiles
            #expect(files.count == 10 && files[0] == "simulated-toy-01.xy" && files[9] == "simulated-toy-10.xy")
            let lines = try String(contentsOf: folder.appending(path: files[2]), encoding: .utf8).split(separator: "\n")
            let numbers = lines.map { $0.split(separator: " ").compactMap { Double($0) } }
            #expect(numbers.count == 3000 && numbers[1][0] == 5.02)
            #expect(numbers.map { $0[1] } == examples.picture.patterns[2].values)
        }
    }

    @Test func theFigureShowsTheFirstPatterns() throws {
        try inFolder { folder in
            try Self.examples(13).writeFigure(into: folder)
            #expect(Self.examples(13).figureFiles == ["simulated-toy.png", "simulated-toy.pdf", "simulated-toy.svg"])
            let shown = try Data(contentsOf: folder.appending(path: "simulated-toy.png"))
            try Self.examples(12).writeFigure(into: folder)
            #expect(try Data(contentsOf: folder.appending(path: "simulated-toy.png")) == shown)
            try Self.examples(11).writeFigure(into: folder)
            #expect(try Data(contentsOf: folder.appending(path: "simulated-toy.png")) != shown)
        }
    }
}
