internal import Experiments
internal import PowderDiffraction
internal import ScientificFormats

extension DiffractionRecipe {
    /// How samples are made from measured patterns, for models that are trained on these.
    ///
    /// - Parameters:
    ///   - source: The files of the dataset.
    ///   - structures: The structures of the phases.
    ///   - workers: How many threads find the limits of what good samples look like.
    /// - Returns: The description.
    /// - Throws: Where a structure cannot be read, or has no place in a simulation.
    func sampleDescription(
        _ source: DatasetSource, structures: [CrystalStructure], workers: Int
    ) throws -> SampleDescription {
        let patterns = try PhasePatterns(recipe: simulation, structures: structures, grid: grid, workers: workers)
        let simulator = try PatternSimulator(recipe: simulation, structures: structures, grid: grid)
        return PatternSamples(
            phases: contents.phases,
            structures: try contents.phases.map { try structureText($0, in: source) },
            impurities: simulation.impurities.map(\.structure.name), tube: contents.tube, grid: grid,
            preparation: preparation, instrument: simulation.instrument,
            variation: simulation.phases,
            limits: CheckLimits(simulator: simulator, patterns: patterns, workers: workers)
        ).description()
    }

    /// The structure of a phase as text: its own file's, or one that the program brings along.
    private func structureText(_ phase: String, in source: DatasetSource) throws -> CrystalText {
        if let file = source.files[DiffractionContents.structurePrefix + phase] {
            return CrystalText(
                file: phase + ".cif", text: String(decoding: try FileBytes.read(path: file.path), as: UTF8.self))
        }
        guard let text = CrystalText.builtIn(named: phase) else { throw UnknownPhase(name: phase) }
        return text
    }
}
