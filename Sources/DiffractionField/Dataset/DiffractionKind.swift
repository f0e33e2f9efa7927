public import DataCatalogue
public import DeclarativeFiles
public import Experiments
internal import PowderDiffraction
public import ProportionInference

/// Powder diffraction patterns of mixtures: simulated ones to learn from, and measured ones with weighed fractions.
///
/// A spec describes the points of the patterns in its section `dataset.grid`, what is done to them in
/// `dataset.preparation`, the simulation in `dataset.simulation`, and how many samples there are of each part in its
/// section `split`:
///
/// ```yaml
/// dataset:
///   source: xrd
///   grid: {first: 5, step: 0.04, count: 2040}
///   preparation: {background: {rolling-minimum: 3}, intensities: linear}
///   simulation: …
/// split: {kind: simulated, train: 9000, validation: 3000, test: 3000}
/// ```
/// A section `split.added` has measured patterns added to training: how many, in how many folds, and for how many steps.
///
/// There are two test parts, `NAME-simulated` and, where the catalogue has measured patterns, `NAME-measured`. Where their
/// files are missing the second is absent; nothing that is learned or selected depends on it.
public struct DiffractionKind: DatasetKind {
    /// Its name, `powder-diffraction`, and what it is.
    public var card: CatalogCard { Self.card }

    /// The card, whose revision also tells samples in the cache from older ones.
    static let card = CatalogCard(
        name: "powder-diffraction", title: "Powder diffraction",
        summary: "Simulated patterns of mixtures to learn from, and measured ones with weighed fractions.",
        reference: "Simonnet et al., section 3.1")

    /// Makes the kind.
    public init() {}

    /// Reads the sections of a spec; mistakes in the catalogue are reported at the dataset's `source`.
    public func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)? {
        dataset.explain([
            "grid": "The points of the patterns.",
            "preparation": "What is done to patterns before a network sees them.",
            "simulation": "How samples are simulated.",
        ])
        let contents: DiffractionContents
        do {
            contents = try entry.contents(DiffractionContents.read)
        } catch {
            for problem in error.problems { dataset.report("in the catalogue, \(problem)", at: "source") }
            return nil
        }
        let unknown = contents.phases.filter { !contents.hasStructure(of: $0, entry: entry) }
        for phase in unknown { dataset.report("in the catalogue, \(UnknownPhase(name: phase))", at: "source") }
        let patterns = entry.files.count { $0.role.hasPrefix(DiffractionContents.patternPrefix) }
        let grid = dataset.section("grid").flatMap { AngleGrid.read($0) }
        let preparation = dataset.section("preparation").flatMap { PatternPreparation.read($0) }
        let simulation = dataset.section("simulation").flatMap {
            SimulationRecipe.read($0, phases: contents.phases, tube: contents.tube)
        }
        dataset.finish()
        let hasMeasured = patterns > 0 && entry.file(role: DiffractionContents.fractionsRole) != nil
        let addition = MeasuredAddition.read(in: split, patterns: hasMeasured ? patterns : 0, of: entry.name)
        let counts = SampleCounts.read(split)
        guard contents.digests.isEmpty || contents.digests.count == patterns else {
            dataset.report(
                "in the catalogue, \(contents.digests.count) digests for \(patterns) patterns of '\(entry.name)'",
                at: "source")
            return nil
        }
        guard unknown.isEmpty, let grid, let preparation, let simulation, let counts,
            addition != nil || !split.contains("added")
        else { return nil }
        let simulated = counts.total + (simulation.purePatterns ?? 0)
        let need = MemoryNeed(
            of: "\(simulated) patterns of \(grid.count) points", count: Double(simulated) * Double(grid.count))
        if let refusal = need.refusal {
            split.report(refusal, at: "train")
            return nil
        }
        return DiffractionRecipe(
            entry: entry, contents: contents, grid: grid, preparation: preparation, simulation: simulation,
            counts: counts, addition: addition)
    }

    /// Reads structures, patterns and the table of fractions.
    public func check(_ entry: DatasetEntry, in location: DataLocation) throws {
        let contents = try entry.contents(DiffractionContents.read)
        var files: [String: DatasetSource.File] = [:]
        for file in entry.files {
            guard let found = try location.find(file) else { continue }
            files[file.role] = DatasetSource.File(path: found.path, blob: found.blob)
            if file.role.hasPrefix(DiffractionContents.structurePrefix) {
                _ = try CrystalStructure.read(cif: found.path)
            }
        }
        if let unknown = contents.phases.first(where: { !contents.hasStructure(of: $0, entry: entry) }) {
            throw UnknownPhase(name: unknown)
        }
        _ = try contents.scans(of: entry, in: files)
    }
}
