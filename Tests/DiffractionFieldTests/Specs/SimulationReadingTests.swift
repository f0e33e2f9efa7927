import DeclarativeFiles
import PowderDiffraction
import Testing

@testable import DiffractionField

@Suite struct SimulationReadingTests {
    static let ranges = """
        pure-patterns: 40
        phases:
          cell-lengths: 0.003
          displacement: [-0.2, 0.4]
          size: [30, 200]
          texture: {gibbsite: [0.5, 1]}
        instrument: {radiation: doublet, gaussian-width: [0.04, 0.07]}
        mixtures: {phases: [1, 4], smallest: 0.01}
        """
    static let phases = ["calcite", "gibbsite", "dolomite", "hematite"]

    static func recipe(_ text: String) throws -> SimulationRecipe {
        try DeclarativeFile.parse(text: text, file: "spec.yaml") {
            SimulationRecipe.read($0, phases: phases, tube: .copper)
        }
    }

    @Test(arguments: [
        ("mixtures: {phases: [1, 4], smallest: 0.01}", "mixtures: {phases: [3, 2]}", "spec.yaml:8:20"),
        ("smallest: 0.01", "smallest: 0.3", "spec.yaml:8:38"),
        ("size: [30, 200]", "size: [300, 200]", "spec.yaml:5:9"),
        ("gibbsite", "gibsite", "did you mean 'gibbsite'?"),
        ("doublet", "triplet", "unknown radiation 'triplet'"),
        ("pure-patterns: 40", "pure-patterns: 3", "spec.yaml:1:16"),
        ("texture", "plane-graininess: 2\n  texture", "spec.yaml:6:21"),
        ("doublet", "doublet, beam-overflow: [10, 5]", "spec.yaml:7:49"),
        ("doublet", "doublet, roughness: [0, 1]", "'instrument.roughness[1]' must be"),
        ("texture", "particle-diameter: [0.1, 2]\n  texture", "patterns of pure phases know no 'particle-diameter'"),
        ("mixtures", "counts: [10, 20]\nmixtures", "sums of patterns of pure phases have no 'counts'"),
    ]) func mistakesInASimulationAreReportedAtTheirPlaces(old: String, new: String, message: String) throws {
        let error = try #require(throws: InvalidDeclaration.self) {
            _ = try Self.recipe(Self.ranges.replacing(old, with: new))
        }
        #expect("\(error)".contains(message), "\(error)")
    }

    @Test(arguments: [
        ("40", "44"), ("0.003", "0.002"), ("-0.2", "-0.1"), ("30", "31"), ("0.5", "0.6"), ("doublet", "mean"),
        ("texture", "graininess: 0.1\n  texture"), ("doublet", "doublet, monochromator: 26.6"),
        ("texture", "plane-graininess: 0.1\n  texture"), ("doublet", "doublet, k-beta: [0, 0.01]"),
        ("doublet", "doublet, tungsten: [0, 0.01]"), ("doublet", "doublet, roughness: [0, 0.3]"),
        ("doublet", "doublet, roughness-depth: [0, 0.3]"), ("doublet", "doublet, beam-overflow: [0, 20]"),
        ("0.07", "0.08"), ("[1, 4]", "[2, 4]"), ("smallest: 0.01", "smallest: 0.02"),
        ("mixtures", "seed: 1\nmixtures"), ("pure-patterns: 40\n", ""),
    ]) func everyKeyOfASimulationChangesItsIdentity(old: String, new: String) throws {
        let changed = try Self.recipe(Self.ranges.replacing(old, with: new))
        #expect(try Self.recipe(Self.ranges).canonical != changed.canonical)
    }

    @Test func particlesHaveToDoWithWholeSamplesOnly() throws {
        let plain = Self.ranges.replacing("pure-patterns: 40\n", with: "")
        let coarse = plain.replacing("texture", with: "particle-diameter: [0.1, 2]\n  texture")
        #expect(try Self.recipe(plain).canonical != Self.recipe(coarse).canonical)
    }

    @Test(arguments: ["counts: [10, 20]", "background: {level: [0.1, 0.2]}", "impurities: {quartz: 0.1}"])
    func everyKeyThatOnlyWholeSamplesHaveChangesTheIdentity(key: String) throws {
        let plain = Self.ranges.replacing("pure-patterns: 40\n", with: "")
        #expect(try Self.recipe(plain).canonical != Self.recipe(plain + "\n" + key).canonical)
    }
}
