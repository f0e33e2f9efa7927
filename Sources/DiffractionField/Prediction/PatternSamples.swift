internal import DeclarativeFiles
internal import Experiments
internal import PowderDiffraction
internal import ScientificFormats

/// How the samples of a model are made from measured patterns, and what good ones look like.
struct PatternSamples: Sendable {
    /// The kind of samples, by which a model of theirs is known.
    static let kind = "powder-patterns"

    /// The names of the phases, in the order of the proportions.
    let phases: [String]
    /// The structures of the phases, as CIF files.
    let structures: [CrystalText]
    /// Phases that may be there and are no class, by their names in the program.
    let impurities: [String]
    /// The tube that the patterns must have been measured with.
    let tube: XRayTube
    /// The points of a pattern.
    let grid: AngleGrid
    /// What is done to a pattern before a network sees it.
    let preparation: PatternPreparation
    /// The instruments that were simulated.
    let instrument: SimulatedInstrument
    /// How the phases varied.
    let variation: SimulatedPhases
    /// How far good samples are from agreeing with their mixtures.
    let limits: CheckLimits

    /// What compares patterns with mixtures of the phases.
    ///
    /// - Parameter workers: How many threads draw the patterns of the phases.
    /// - Returns: The patterns of the phases, to compare with.
    /// - Throws: Where a structure cannot be read.
    func patterns(workers: Int) throws -> PhasePatterns {
        let recipe = SimulationRecipe(
            phases: variation, instrument: instrument, mixing: .anyNumber(of: phases.count),
            impurities: impurities.compactMap { name in
                CrystalStructure.builtIn(named: name).map { .init(structure: $0, largestWeight: 1) }
            })
        return try PhasePatterns(
            recipe: recipe, structures: structures.map { try $0.structure() }, grid: grid, workers: workers)
    }

    /// The description that a model carries.
    func description() -> SampleDescription {
        SampleDescription(
            kind: Self.kind,
            contents: [
                "phases": .array(phases.map { .string($0) }),
                "structures": .array(structures.map(\.declaration)),
                "impurities": .array(impurities.map { .string($0) }), "tube": .string(tube.rawValue),
                "grid": grid.canonical, "preparation": preparation.canonical, "instrument": instrument.declaration,
                "variation": variation.declaration(phases: phases), "limits": limits.declaration,
            ])
    }

    /// Reads the description that a model carries.
    ///
    /// - Parameters:
    ///   - description: The description.
    ///   - place: The model, for messages.
    /// - Throws: `InvalidDeclaration` where it is not what this program writes.
    init(_ description: SampleDescription, place: String) throws {
        self = try DeclarativeFile.parse(
            text: description.contents.canonicalJSON(), file: place, PatternSamples.init(reading:))
    }

    private init?(reading section: Section) {
        let phases = section.strings("phases")
        let structures = section.sections("structures")?.map(CrystalText.read)
        let impurities = section.strings("impurities")
        let tube = section.choice("tube", of: XRayTube.allCases.map(\.rawValue), called: "tube")
            .flatMap { XRayTube(rawValue: $0) }
        let grid = section.section("grid").flatMap { AngleGrid.read($0) }
        let preparation = section.section("preparation").flatMap { PatternPreparation.read($0) }
        let instrument = tube.flatMap { tube in
            section.section("instrument").flatMap { SimulatedInstrument.read($0, tube: tube) }
        }
        let variation = section.section("variation").flatMap { SimulatedPhases.read($0, phases: phases ?? []) }
        let limits = section.section("limits").flatMap { CheckLimits.read($0) }
        section.finish()
        guard let phases, let structures, let impurities, let tube, let grid, let preparation, let instrument,
            let variation, let limits
        else { return nil }
        guard structures.count == phases.count, !structures.contains(where: { $0 == nil }) else {
            section.report("\(structures.count) structures for \(phases.count) phases", at: "structures")
            return nil
        }
        self.init(
            phases: phases, structures: structures.compactMap(\.self), impurities: impurities, tube: tube, grid: grid,
            preparation: preparation,
            instrument: instrument, variation: variation, limits: limits)
    }

    init(
        phases: [String], structures: [CrystalText], impurities: [String], tube: XRayTube, grid: AngleGrid,
        preparation: PatternPreparation,
        instrument: SimulatedInstrument, variation: SimulatedPhases, limits: CheckLimits
    ) {
        self.phases = phases
        self.structures = structures
        self.impurities = impurities
        self.tube = tube
        self.grid = grid
        self.preparation = preparation
        self.instrument = instrument
        self.variation = variation
        self.limits = limits
    }
}
