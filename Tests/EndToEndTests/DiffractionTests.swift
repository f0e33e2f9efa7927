import Foundation
import Testing

@Suite(
    "Diffraction, from a command to tables",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct DiffractionTests {
    private let program: Program
    private let arguments =
        ["reproduce", "--only", "xrd,xrd-instrument", "--effort", "smoke"] + Program.experiments + Program.published
    private static let data = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

    init() throws {
        program = try Program()
    }

    private func lines(_ csv: Data?) throws -> [[Substring]] {
        String(decoding: try #require(csv), as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    @Test("without the measured patterns the simulated columns are made, and what is missing is said")
    func partial() throws {
        let ending = try program.start(arguments).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        let made = try program.files(below: "paper-tables")
        #expect(made.keys.allSatisfy { $0.hasPrefix("smoke-partial/") })
        for name in ["fig1.png", "fig1.pdf", "fig-instrument.png", "curves-xrd.png", "table-instrument.md"] {
            #expect(made["smoke-partial/" + name] != nil, "\(name)")
        }
        let markdown = String(decoding: try #require(made["smoke-partial/table1.md"]), as: UTF8.self)
        #expect(markdown.contains("labels.csv and 24 other files are missing"))
        let rows = try lines(made["smoke-partial/table1.csv"])
        let (value, published) = (
            try #require(rows[0].firstIndex(of: "value")), try #require(rows[0].firstIndex(of: "published"))
        )
        for row in rows.dropFirst() {
            // Refinements have measured patterns alone to work on.
            let isThere = row[1] == "xrd-simulated" && row.contains("labels")
            #expect(row[value].isEmpty != isThere && row[published].isEmpty != isThere)
        }

        // What was simulated is kept, and is not simulated again.
        let cached = try program.files(below: ".cache", endings: ["digests.json"])
        #expect(cached.count == 6)
        let again = try program.start(arguments).wait()
        #expect(again.status == 0 && again.errors.contains("all 10 runs were done before"))
        #expect(try program.files(below: "paper-tables") == made)
    }

    @Test(
        "with the measured patterns both column groups are there, with the published numbers of the table",
        .enabled(if: data != nil, "PROPORTIONS_DATA does not name a folder with the measured patterns"))
    func measured() throws {
        let data = URL(filePath: try #require(Self.data)).path()
        let ending = try program.start(arguments, data: data).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        let made = try program.files(below: "paper-tables")
        let rows = try lines(made["smoke/table1.csv"])
        let (value, published) = (
            try #require(rows[0].firstIndex(of: "value")), try #require(rows[0].firstIndex(of: "published"))
        )
        let trained = rows.dropFirst().filter { $0.contains("labels") }
        #expect(trained.count == 30 && trained.allSatisfy { !$0[value].isEmpty && !$0[published].isEmpty })
        // All seven rows of the paper's table have numbers of ours beside the paper's.
        let refined = rows.dropFirst().filter {
            $0[1] == "xrd-measured" && ["Stand. Rietveld", "Const. Rietveld"].contains($0[2])
        }
        #expect(refined.count == 6 && refined.allSatisfy { !$0[value].isEmpty && !$0[published].isEmpty })
        // With an instrument, the simulated samples are not the paper's.
        for row in try lines(made["smoke/table-instrument.csv"]).dropFirst() {
            #expect(row[published].isEmpty == (row[1] == "xrd-simulated"))
        }
        let predictions = try program.files(below: "results", endings: [".npy"])
            .filter { $0.key.contains("mse-dirichlet") && $0.key.contains("predictions") }
        #expect(predictions.count == 4)
    }

    @Test("simulate prints proportions, and draws patterns")
    func simulate() throws {
        let spec = Program.repository + "/experiments/xrd-instrument.yaml"
        let ending = try program.start(
            ["simulate", spec, "--count", "3", "--plot", "--write-patterns", "--output", "out"] + Program.experiments
        ).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        let rows = ending.output.split(separator: "\n")
        #expect(rows.count == 4 && rows[0] == "name,calcite,gibbsite,dolomite,hematite")
        let files = try program.files(below: "out")
        #expect(files.count == 7)
        for ending in ["png", "pdf", "svg"] { #expect(files["simulated-xrd-instrument.\(ending)"] != nil) }
        let pattern = String(decoding: try #require(files["simulated-xrd-instrument-1.xy"]), as: UTF8.self)
        #expect(pattern.split(separator: "\n").count >= 2040)
        #expect(String(decoding: try #require(files["simulated-xrd-instrument.csv"]), as: UTF8.self) == ending.output)
    }

    @Test("simulate takes the place of what it wrote before, and of nothing else")
    func simulateAgain() throws {
        let spec = Program.repository + "/experiments/xrd-instrument.yaml"
        func simulate(_ arguments: String...) throws -> Program.Ending {
            try program.start(["simulate", spec, "--count", "2", "--output", "out"] + arguments + Program.experiments)
                .wait()
        }
        try FileManager.default.createDirectory(atPath: program.folder + "/out", withIntermediateDirectories: true)
        let precious = program.folder + "/out/simulated-xrd-instrument-1.xy"
        try "mine".write(toFile: precious, atomically: true, encoding: .utf8)
        let refused = try simulate("--write-patterns")
        #expect(refused.status == 64, "\(refused)")
        #expect(try String(contentsOfFile: precious, encoding: .utf8) == "mine")
        try FileManager.default.removeItem(atPath: precious)
        for _ in 0..<2 { #expect(try simulate("--write-patterns").status == 0) }
        #expect(try program.files(below: "out").count == 3)
    }

    @Test("a measured pattern that cannot be read, or is another one, ends the experiment with its file")
    func damagedPattern() throws {
        let folder = program.folder + "/data/xrd/experimental"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var table = "file,calcite,gibbsite,dolomite,hematite\n"
        for number in 1...24 {
            let name = (number < 10 ? "0" : "") + "\(number).xy"
            table += "\(name),1,0,0,0\n"
            let scan = (0..<900).map { "\(4 + 0.1 * Double($0)),\(number == 7 && $0 == 9 ? "nan" : "100")" }
            try scan.joined(separator: "\n").write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        try table.write(toFile: folder + "/labels.csv", atomically: true, encoding: .utf8)
        let spec = Program.repository + "/experiments/xrd.yaml"
        let other = try program.start(["run", spec, "--effort", "smoke"] + Program.experiments).wait()
        #expect(other.status == 1)
        #expect(other.errors.contains("xrd/experimental/01.xy: not the pattern that is meant"), "\(other.errors)")

        // The same with a dataset of the user's own, which does not know the patterns.
        let catalogue = try String(
            contentsOfFile: Program.repository + "/Sources/DiffractionField/Resources/datasets.yaml", encoding: .utf8)
        let beginning = try #require(catalogue.range(of: "    digests: ["))
        try catalogue[..<beginning.lowerBound].replacing("\nxrd:", with: "\nmine:").write(
            toFile: program.folder + "/datasets.yaml", atomically: true, encoding: .utf8)
        try String(contentsOfFile: spec, encoding: .utf8).replacing("source: xrd", with: "source: mine")
            .replacing("part: xrd-", with: "part: mine-").write(
                toFile: program.folder + "/mine.yaml", atomically: true, encoding: .utf8)
        let ending = try program.start(["run", "mine.yaml", "--effort", "smoke", "--experiments", program.folder])
            .wait()
        #expect(ending.status == 1)
        #expect(ending.errors.contains("xrd/experimental/07.xy: line 10"), "\(ending.errors)")
    }
}
