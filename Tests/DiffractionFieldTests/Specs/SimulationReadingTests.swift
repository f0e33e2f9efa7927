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

    /// A model carries its simulation as a declaration, and its patterns are checked by what is read from that.
    @Test func everyKeyOfPhasesAndInstrumentsIsInTheDeclarationOfAModel() throws {
        let phases = """
            cell-lengths: 0.003
            displacement: [-0.2, 0.4]
            size: [30, 200]
            strain: [0, 0.001]
            texture: {gibbsite: [0.5, 1], others: [0.8, 1.1]}
            graininess: 0.04
            plane-graininess: 0.05
            particle-diameter: [0.1, 2]
            """
        let instrument = """
            radiation: doublet
            gaussian-width: [0.04, 0.07]
            lorentzian-width: [0.01, 0.05]
            axial-divergence: [0, 0.02]
            sample-displacement: [-0.1, 0.1]
            zero-shift: [-0.02, 0.03]
            radius: 240
            monochromator: 26.6
            k-beta: [0, 0.01]
            tungsten: [0, 0.02]
            roughness: [0, 0.3]
            roughness-depth: [0, 0.4]
            beam-overflow: [0, 20]
            """
        func phasesOf(_ text: String) throws -> SimulatedPhases {
            try DeclarativeFile.parse(text: text, file: "phases.yaml") { SimulatedPhases.read($0, phases: Self.phases) }
        }
        func instrumentOf(_ text: String) throws -> SimulatedInstrument {
            try DeclarativeFile.parse(text: text, file: "instrument.yaml") {
                SimulatedInstrument.read($0, tube: .copper)
            }
        }
        let (variation, device) = (try phasesOf(phases), try instrumentOf(instrument))
        let (declared, declaredDevice) = (variation.declaration(phases: Self.phases), device.declaration)
        #expect(try phasesOf(declared.canonicalJSON()) == variation)
        #expect(try instrumentOf(declaredDevice.canonicalJSON()) == device)
        // Every key that the readers know is above, and is declared.
        func check(_ reference: KeyReference, _ text: String, _ declaration: StructuredValue) throws {
            guard case .object(let members) = declaration else { throw FormatlessDeclaration() }
            for key in reference.keys.map(\.path) where !key.contains(".") {
                #expect(text.contains("\n\(key): ") || text.hasPrefix("\(key): "), "\(key) is not in the test")
                #expect(members[key] != nil, "\(key) is not declared")
            }
        }
        try check(KeyReference { _ = SimulatedPhases.read($0, phases: Self.phases) }, phases, declared)
        try check(KeyReference { _ = SimulatedInstrument.read($0, tube: .copper) }, instrument, declaredDevice)
        // What is not there stays away.
        let plain = try instrumentOf("radiation: mean")
        #expect(try instrumentOf(plain.declaration.canonicalJSON()) == plain)
    }

    private struct FormatlessDeclaration: Error {}

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
