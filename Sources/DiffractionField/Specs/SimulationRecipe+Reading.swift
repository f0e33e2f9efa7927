internal import DeclarativeFiles
internal import PowderDiffraction

extension SimulationRecipe {
    /// Reads the section `simulation` of a dataset, and reports what is wrong with it.
    ///
    /// ```yaml
    /// simulation:
    ///   seed: 0                  # another number simulates other samples
    ///   pure-patterns: 6000      # may be left out
    ///   phases: …                # ``SimulatedPhases``
    ///   instrument: …            # ``SimulatedInstrument``
    ///   mixtures: …              # ``SimulatedMixing``
    ///   background: …            # may be left out: ``SimulatedBackground``
    ///   counts: [10000, 300000]  # of the highest point; patterns without noise where it is left out
    ///   impurities: {quartz: 0.02}    # largest weight beside a unit of the phases
    /// ```
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - phases: The names of the phases, in their order.
    ///   - tube: The tube of the instrument.
    /// - Returns: The recipe, or nothing where a problem was reported.
    static func read(_ section: Section, phases: [String], tube: XRayTube) -> SimulationRecipe? {
        section.explain([
            "seed": "The number from which all draws of the simulation derive.",
            "pure-patterns": "How many patterns of pure phases there are, if mixtures are to be sums of these.",
            "phases": "How the phases vary.",
            "instrument": "How the instrument and the place of the sample vary.",
            "mixtures": "Which mixtures are simulated.",
            "background": "What lies under the lines; nothing where it is left out.",
            "counts": "The counts of the highest point, equal ratios equally likely; none, no noise.",
            "impurities": "Phases that are no class.",
        ])
        let seed = section.integer("seed", in: 0...Int.max, default: 0)
        let purePatterns = section.optionalInteger("pure-patterns", in: phases.count...1_000_000)
        let phaseRanges = section.section("phases").flatMap { SimulatedPhases.read($0, phases: phases) }
        let instrument = section.section("instrument").flatMap { SimulatedInstrument.read($0, tube: tube) }
        let mixing = section.section("mixtures").flatMap { SimulatedMixing.read($0, phaseCount: phases.count) }
        let background = section.optionalSection("background").flatMap { SimulatedBackground.read($0) }
        let counts = section.optionalValueRange("counts", in: 1...1e9, scale: .logarithmic)
        let impurities = readImpurities(section.optionalSection("impurities"), phases: phases)
        section.finish()
        if purePatterns != nil {
            for key in ["background", "counts", "impurities"] where section.contains(key) {
                section.report(
                    "sums of patterns of pure phases have no '\(key)'; leave it or 'pure-patterns' out", at: key)
            }
            if phaseRanges?.particleDiameter != nil {
                section.report(
                    "patterns of pure phases know no 'particle-diameter'; leave it or 'pure-patterns' out",
                    at: "pure-patterns")
                return nil
            }
        }
        func isReadIfGiven(_ value: Any?, _ key: String) -> Bool { value != nil || !section.contains(key) }
        guard let seed, isReadIfGiven(purePatterns, "pure-patterns"), let phaseRanges, let instrument, let mixing,
            isReadIfGiven(background, "background"), isReadIfGiven(counts, "counts"), let impurities,
            purePatterns == nil || (background == nil && counts == nil && impurities.isEmpty)
        else { return nil }
        return SimulationRecipe(
            seed: seed, purePatterns: purePatterns, phases: phaseRanges, instrument: instrument, mixing: mixing,
            background: background, counts: counts, impurities: impurities)
    }

    private static func readImpurities(_ section: Section?, phases: [String]) -> [Impurity]? {
        guard let section else { return [] }
        defer { section.finish() }
        let known = CrystalStructure.builtIn.filter { !phases.contains($0.name) }
        for structure in known {
            section.explain([structure.name: "Its largest weight beside a unit of the phases, drawn for each mixture."])
        }
        let given = known.filter { section.contains($0.name) }
        let impurities = given.map { structure in
            section.number(structure.name, above: 0, upTo: 1).map {
                Impurity(structure: structure, largestWeight: $0)
            }
        }
        return impurities.contains(nil) ? nil : impurities.compactMap(\.self)
    }
}
