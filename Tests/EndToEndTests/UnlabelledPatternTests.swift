import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

@Suite(
    "Measured patterns of which some have no weighed fractions",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct UnlabelledPatternTests {
    private let program: Program
    private static let names = ["a", "b", "c"]

    init() throws { program = try Program() }

    /// Writes three patterns, a table with the fractions of those that are named, the catalogue, and a spec with more of the
    /// simulation's instrument and with settings of the baseline.
    private func write(labelled: [String], tube: String = "Cu", geometry: String = "", settings: String = "") throws {
        let instrument = Instrument(
            radiation: .doublet(.copper), width: InstrumentWidth(w: 0.0025, lorentzian: 0.05), axialDivergence: 0.01)
        let grid = try #require(AngleGrid(first: 10, step: 0.04, count: 1750))
        for folder in ["experiments", "data"] {
            try FileManager.default.createDirectory(
                atPath: program.folder + "/" + folder, withIntermediateDirectories: true)
        }
        var table = "file,calcite,quartz\n"
        for (number, name) in Self.names.enumerated() {
            let painter = PatternPainter(grid: grid)
            let fractions = [0.25 * Double(number + 1), 1 - 0.25 * Double(number + 1)]
            for (fraction, name) in zip(fractions, ["calcite", "quartz"]) {
                let structure = try #require(CrystalStructure.builtIn(named: name))
                painter.add(
                    weight: fraction,
                    of: try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: 80),
                    state: PhaseState(cell: structure.cell, width: SampleWidth(size: 150)), instrument: instrument,
                    placement: SamplePlacement())
            }
            let text = painter.draw { pattern in
                pattern.enumerated().map {
                    "\(grid[$0]) \((20_000 * $1 / (pattern.max() ?? 1) + 50).rounded())\n"
                }.joined()
            }
            try write("data/\(name).xy", text)
            table += "\(name).xy," + (labelled.contains(name) ? "\(fractions[0]),\(fractions[1])" : ",") + "\n"
        }
        try write("data/fractions.csv", table)
        let patterns = Self.names.map { "    pattern-\($0): {path: \($0).xy}\n" }.joined()
        try write(
            "experiments/datasets.yaml",
            """
            tiny:
              title: Tiny
              kind: powder-diffraction
              citation: none
              license: none
              homepage: none
              by-hand: none
              files:
                fractions: {path: fractions.csv}
            \(patterns)  contents: {phases: [calcite, quartz], tube: \(tube)}
            """)
        try write(
            "experiments/tiny.yaml",
            """
            name: tiny
            title: Tiny
            dataset:
              source: tiny
              grid: {first: 11, step: 0.1, count: 600}
              preparation: {intensities: linear}
              simulation:
                phases: {}
                instrument: {radiation: doublet, gaussian-width: [0.05, 0.05], lorentzian-width: [0.05, 0.05]\(geometry)}
                mixtures: {phases: [1, 2]}
            split: {kind: simulated, train: 40, validation: 10, test: 10}
            architecture: oviedo-acnn
            training: {runs: 1, epochs: 1, batch: 10, optimizer: {adam: {learning-rate: 0.01}}, initialization: he-uniform}
            losses: [mse]
            baselines: [rietveld-full-pattern\(settings)]
            selection: {metric: mmae, on: validation}
            report: {table: tiny, caption: Tiny, columns: [{part: tiny-measured, title: Tiny}]}
            """)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: program.folder + "/" + name, atomically: true, encoding: .utf8)
    }

    @Test("those without are inferred, not scored, and stop nothing; records name all samples")
    func inferred() throws {
        try write(labelled: ["a", "c"])
        let ending = try program.start(
            ["run", "experiments/tiny.yaml", "--effort", "smoke", "--data", "data"]
        ).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        let files = try program.files(below: "results")
        let records = try files.filter { $0.key.hasSuffix("record.json") }.map { path, bytes in
            (path, try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any]))
        }
        #expect(records.count == 2)
        for (path, record) in records {
            let tests = try #require(record["tests"] as? [[String: Any]])
            let measured = try #require(tests.first { $0["part"] as? String == "tiny-measured" })
            #expect(measured["samples"] as? [String] == ["a", "c"])
            let inferences = try #require(record["inferences"] as? [[String: Any]], "\(path)")
            #expect(inferences.map { $0["part"] as? String } == ["tiny-unlabelled"])
            #expect(inferences[0]["samples"] as? [String] == ["b"] && inferences[0]["scores"] == nil)
            let artifact = try #require(inferences[0]["predictions"] as? [String: Any])
            let file = path.replacing("record.json", with: try #require(artifact["file"] as? String))
            let array = try NPYFile.decode(Array(try #require(files[file])), path: file)
            #expect(array.shape == [1, 2])
            if record["method"] as? String == "rietveld-full-pattern" {
                #expect(abs(array.values[0] - 0.5) < 0.05, "\(array.values)")
            }
        }
    }

    /// The proportions of the labelled patterns that the baseline infers.
    private func refined(geometry: String = "", settings: String = "") throws -> [Double] {
        try write(labelled: ["a", "c"], geometry: geometry, settings: settings)
        try? FileManager.default.removeItem(atPath: program.folder + "/results")
        let ending = try program.start(
            ["run", "experiments/tiny.yaml", "--effort", "smoke", "--data", "data"]
        ).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        let files = try program.files(below: "results")
        let file = try #require(
            files.keys.first { $0.contains("rietveld-full-pattern") && $0.hasSuffix("/predictions-tiny-measured.npy") },
            "\(files.keys)")
        return try NPYFile.decode(Array(try #require(files[file])), path: file).values
    }

    @Test("baselines refine with the geometry of the simulation, before which settings of their own go")
    func geometry() throws {
        let plain = try refined()
        let simulated = try refined(geometry: ", monochromator: 90, radius: 150")
        let set = try refined(settings: ": {monochromator: 90, radius: 150}")
        #expect(simulated == set && plain != set, "\(plain) \(simulated) \(set)")
        #expect(
            try refined(geometry: ", monochromator: 90, radius: 150", settings: ": {monochromator: 26.6, radius: 280}")
                == refined(settings: ": {monochromator: 26.6}"))
    }

    @Test("verify and validate refuse what a run would refuse")
    func refused() throws {
        func check(_ message: String) throws {
            for arguments in [["data", "verify", "tiny"], ["validate", "experiments/tiny.yaml"]] {
                let ending = try program.start(arguments + ["--data", "data"]).wait()
                #expect(ending.status == 1 && ending.errors.contains(message), "\(arguments) \(ending)")
            }
        }
        try write(labelled: ["a", "c"])
        for arguments in [["data", "verify", "tiny"], ["validate", "experiments/tiny.yaml"]] {
            let ending = try program.start(arguments + ["--data", "data"]).wait()
            #expect(ending.status == 0, "\(arguments) \(ending)")
        }
        try write("data/b.xy", "10 1\n10.1 x\n")
        try check("b.xy: line 2: column 2: 'x' is not a number")
        try write(labelled: ["a", "c"])
        try write("data/fractions.csv", "file,calcite,quartz\na.xy,0.5,0.4\n")
        try check("fractions.csv: line 2: the fractions sum to 0.9")
    }
}
