package import DeclarativeFiles

/// How samples are simulated.
///
/// With ``purePatterns``, so many patterns of pure phases are simulated, the same number of each, and a mixture is a sum
/// of some of them in its proportions; it then has no background, no noise and no impurities. Otherwise each mixture is
/// simulated by itself, with an instrument of its own.
package struct SimulationRecipe: Sendable {
    /// Another number simulates other samples.
    let seed: Int
    /// The number of patterns of pure phases that mixtures are sums of, or nothing where each is simulated by itself.
    package let purePatterns: Int?
    /// How the phases vary.
    package let phases: SimulatedPhases
    /// How the instrument varies.
    package let instrument: SimulatedInstrument
    /// Which mixtures are simulated.
    let mixing: SimulatedMixing
    /// What lies under the lines, if anything.
    let background: SimulatedBackground?
    /// The counts of a pattern's highest point, or nothing for patterns without noise.
    let counts: ValueRange?
    /// Phases that are no class, with their largest weight.
    package let impurities: [Impurity]

    /// A phase that is no class.
    package struct Impurity: Sendable, Hashable {
        package let structure: CrystalStructure
        let largestWeight: Double

        package init(structure: CrystalStructure, largestWeight: Double) {
            self.structure = structure
            self.largestWeight = largestWeight
        }

        var canonical: StructuredValue {
            ["structure": structure.canonical, "largest-weight": .number(largestWeight)]
        }
    }

    package init(
        seed: Int = 0, purePatterns: Int? = nil, phases: SimulatedPhases, instrument: SimulatedInstrument,
        mixing: SimulatedMixing, background: SimulatedBackground? = nil, counts: ValueRange? = nil,
        impurities: [Impurity] = []
    ) {
        self.seed = seed
        self.purePatterns = purePatterns
        self.phases = phases
        self.instrument = instrument
        self.mixing = mixing
        self.background = background
        self.counts = counts
        self.impurities = impurities
    }

    /// Counts the changes to the simulation that alter its patterns.
    static let revision = 2

    package var canonical: StructuredValue {
        [
            "revision": .integer(Self.revision), "seed": .integer(seed),
            "pure-patterns": purePatterns.map { .integer($0) } ?? .null, "phases": phases.canonical,
            "instrument": instrument.canonical, "mixtures": mixing.canonical,
            "background": background?.canonical ?? .null, "counts": counts?.canonical ?? .null,
            "impurities": .array(impurities.map(\.canonical)),
        ]
    }
}
