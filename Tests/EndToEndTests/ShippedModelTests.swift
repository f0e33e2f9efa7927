import Foundation
import ScientificFormats
import Testing

/// Holds whatever weights the models that are part of the program have.
@Suite("Models of the program", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct ShippedModelTests {
    private static let models = ["xrd-instrument": 5, "xrd-measured-best": 3]
    private let program: Program

    init() throws { program = try Program() }

    @Test("each is the ensemble of its experiment, of all runs that the spec asks for", arguments: models.keys.sorted())
    func ensembles(model: String) throws {
        let ending = try program.start(["export", model, "--output", "own.safetensors"]).wait()
        let networks = try #require(Self.models[model])
        #expect(ending.status == 0 && ending.errors.contains("\(networks) networks of"), "\(ending)")
        #expect(ending.errors.contains("trained on '\(model)'"), "\(ending)")
    }

    /// What is simulated by the spec is near the truth.
    @Test(
        "each knows mixtures of its own simulation",
        arguments: [
            ("xrd-instrument", "xrd-instrument.yaml"), ("xrd-measured-best", "beyond/xrd-measured-best.yaml"),
        ])
    func mixtures(model: String, spec: String) throws {
        let path = Program.repository + "/experiments/" + spec
        // What is written is prepared already: the background goes by itself.
        let simulated = try program.start(
            ["simulate", path, "--count", "12", "--write-patterns", "--output", "patterns"] + Program.experiments
        ).wait()
        #expect(simulated.status == 0, "\(simulated)")
        let truths = try CSVTable(simulated.output).rows
        // The table of the fractions is no pattern.
        try FileManager.default.removeItem(atPath: "\(program.folder)/patterns/simulated-\(model).csv")
        let ending = try program.start(["predict", model, "patterns", "--no-figure", "--no-check"]).wait()
        #expect(ending.status == 0, "\(ending)")
        let bytes = try #require(FileManager.default.contents(atPath: program.folder + "/predicted/predictions.csv"))
        let rows = try CSVTable(String(decoding: bytes, as: UTF8.self)).rows
        #expect(rows.count == truths.count)
        var errors: [Double] = []
        for (row, truth) in zip(rows, truths) {
            for phase in ["calcite", "gibbsite", "dolomite", "hematite"] {
                errors.append(abs(try #require(Double(row[phase])) - (try #require(Double(truth[phase])))))
            }
        }
        #expect(errors.reduce(0, +) / Double(errors.count) < 0.02, "\(errors)")
    }
}
