import Foundation
import ScientificFormats
import Testing

@Suite(
    "Patterns of given mixtures",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct GivenMixtureTests {
    private let program: Program

    init() throws { program = try Program() }

    private static let call = [
        "simulate", Program.repository + "/experiments/xrd-instrument.yaml", "--fractions", "fractions.npy", "--output",
        "out",
    ]

    private func write(_ fractions: [Double], columns: Int = 4) throws {
        try FileBytes.write(
            NPYFile.encode(fractions, shape: [fractions.count / columns, columns]),
            path: program.folder + "/fractions.npy")
    }

    private func simulate(_ arguments: String...) throws -> Program.Ending {
        try program.start(Self.call + arguments + Program.experiments).wait()
    }

    private var result: String { program.folder + "/out/simulated-xrd-instrument.npy" }

    /// The strongest lines stand where the published cells have them: 1 0 4 of calcite and dolomite, 0 0 2 of gibbsite, and
    /// 1 0 4 or 1 1 0 of hematite.
    @Test("every row is a pattern of its mixture, in counts, whichever others there are")
    func patterns() throws {
        try write((0..<4).flatMap { row in (0..<4).map { $0 == row ? 1 : 0 } })
        let ending = try simulate()
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
        // Rounded fractions are divided by their sum.
        try write([1, 0, 0, 0, 0, 0.999_5, 0, 0])
        #expect(try simulate().status == 0)
        let fewer = try NPYFile.read(path: result)
        #expect(fewer.shape == [2, 2040] && fewer.values[...] == patterns.values[..<4080])
    }

    @Test(
        "a row that is no mixture is told before anything is simulated",
        arguments: [
            [0.5, 0.4, 0, 0], [0.5, 0.502, 0, 0], [1.5, -0.5, 0, 0], [.nan, 0, 0, 1], [.infinity, 0, 0, 0],
        ])
    func noMixture(fractions: [Double]) throws {
        // The row is of the second block.
        try write((0..<5000).flatMap { $0 == 4500 ? fractions : [0, 0, 1, 0] })
        let ending = try simulate()
        #expect(ending.status == 1 && ending.output.isEmpty)
        #expect(ending.errors.hasPrefix("error: fractions.npy: row 4500, counted from 0: "), "\(ending.errors)")
        #expect(ending.errors.split(separator: "\n").count == 1 && ending.errors.contains("sum to 1 within 0.001"))
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/out"))
    }

    @Test("a file that is no matrix of fractions is told, and leaves an earlier result as it was")
    func noMatrix() throws {
        try write([1, 0, 0, 0])
        #expect(try simulate().status == 0)
        let earlier = try program.files(below: "out")
        func refuse(_ words: String, status: Int32 = 1, _ arguments: String...) throws {
            let ending = try program.start(Self.call + arguments + Program.experiments).wait()
            #expect(ending.status == status && ending.errors.contains(words), "\(ending)")
            #expect(try program.files(below: "out") == earlier)
        }
        try refuse("--fractions goes with none of", status: 64, "--count", "5")
        try refuse("--fractions goes with none of", status: 64, "--plot")
        try write([0.5, 0.5], columns: 2)
        try refuse(
            "1 rows of 2 numbers; a row for each mixture is wanted, with the weight fractions of calcite, gibbsite")
        try write([])
        try refuse("0 rows of 4 numbers")
        let bytes = NPYFile.encode([1, 0, 0, 0, 0, 1, 0, 0] as [Double], shape: [2, 4])
        try FileBytes.write(Array(bytes.dropLast(8)), path: program.folder + "/fractions.npy")
        try refuse("fractions.npy: 56 bytes of data, not shape [2, 4]")
        try FileManager.default.removeItem(atPath: program.folder + "/fractions.npy")
        try refuse("fractions.npy: No such file or directory")
    }

    @Test(
        "a full disk is told, and nothing is left on it", .enabled(if: MountNamespace.isPossible, "cannot mount here"))
    func fullDisk() throws {
        try write((0..<20).flatMap { _ in [0.25, 0.25, 0.25, 0.25] })
        try FileManager.default.createDirectory(atPath: program.folder + "/out", withIntermediateDirectories: false)
        let command = ([try #require(Program.path)] + Self.call + Program.experiments).joined(separator: " ")
        let process = MountNamespace.shell(
            "mount -t tmpfs -o size=64k none out; \(command); status=$?; ls -A out >&2; exit $status",
            in: program.folder)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(
            text == "simulating 20 patterns\nerror: out/simulated-xrd-instrument.npy: No space left on device\n",
            "\(text)")
    }
}
