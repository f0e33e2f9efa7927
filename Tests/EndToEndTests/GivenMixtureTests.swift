import Foundation
import ScientificFormats
import Testing

@Suite(
    "Patterns of given mixtures",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct GivenMixtureTests {
    private let program: Program

    init() throws { program = try Program() }

    private func simulate(_ fractions: [Double], columns: Int = 4, _ arguments: String...) throws -> Program.Ending {
        let bytes = NPYFile.encode(fractions, shape: [fractions.count / columns, columns])
        try AtomicFile.write(bytes, path: program.folder + "/fractions.npy")
        return try program.start(
            ["simulate", Program.repository + "/experiments/xrd-instrument.yaml", "--fractions", "fractions.npy"]
                + ["--output", "out"] + arguments + Program.experiments
        ).wait()
    }

    private var result: String { program.folder + "/out/simulated-xrd-instrument.npy" }

    /// The strongest lines stand where the published cells have them: 1 0 4 of calcite and dolomite, 0 0 2 of gibbsite, and
    /// 1 0 4 or 1 1 0 of hematite.
    @Test func everyRowIsAPatternOfItsMixtureInCounts() throws {
        let ending = try simulate((0..<4).flatMap { row in (0..<4).map { $0 == row ? 1 : 0 } })
        #expect(ending.status == 0, "\(ending.errors)")
        let patterns = try NPYFile.read(path: result)
        #expect(patterns.shape == [4, 2040])
        #expect(patterns.values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        let angles: [[Double]] = [[29.41], [18.28], [30.96], [33.16, 35.63]]
        for (row, known) in angles.enumerated() {
            let pattern = patterns.values[row * 2040..<(row + 1) * 2040]
            let highest = try #require(pattern.max())
            #expect((15_000...500_000).contains(highest))
            let angle = 5 + 0.04 * Double((pattern.firstIndex(of: highest) ?? 0) - row * 2040)
            #expect(known.contains { abs($0 - angle) < 0.25 }, "row \(row): \(angle)")
        }
        let again = try simulate([1, 0, 0, 0, 0, 0.999_5, 0, 0])
        #expect(again.status == 0)
        let fewer = try NPYFile.read(path: result)
        #expect(fewer.shape == [2, 2040] && fewer.values[...] == patterns.values[..<4080])
    }

    @Test func whatIsNoMixtureIsSaidWithItsRow() throws {
        for fractions in [[1, 0, 0, 0, 0.5, 0.4, 0, 0], [1, 0, 0, 0, 1.5, -0.5, 0, 0], [1, 0, 0, 0, .nan, 0, 0, 0]] {
            let ending = try simulate(fractions)
            #expect(ending.status == 1 && ending.errors.contains("fractions.npy") && ending.errors.contains("row 1"))
            #expect(!FileManager.default.fileExists(atPath: program.folder + "/out"))
        }
        let narrow = try simulate([0.5, 0.5], columns: 2)
        #expect(narrow.status == 1 && narrow.errors.contains("calcite, gibbsite, dolomite, hematite"))
        #expect(try simulate([1, 0, 0, 0], "--count", "3").status == 64)
    }
}
