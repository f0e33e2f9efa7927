internal import DataCatalogue
internal import DeclarativeFiles
internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// Powder patterns as a spec wants them.
struct DiffractionRecipe: DatasetRecipe {
    let entry: DatasetEntry
    let contents: DiffractionContents
    let grid: AngleGrid
    let preparation: PatternPreparation
    let simulation: SimulationRecipe
    let counts: SampleCounts
    /// Which measured patterns are added to training, where any are.
    let addition: MeasuredAddition?

    var simulatedPart: String { entry.name + "-simulated" }
    var measuredPart: String { entry.name + "-measured" }
    var unlabelledPart: String { entry.name + "-unlabelled" }
    var testParts: [String] {
        entry.file(role: DiffractionContents.fractionsRole) == nil
            ? [simulatedPart] : [simulatedPart, measuredPart] + addedParts.map(\.name)
    }

    /// The parts of measured patterns whose networks learn from some of them.
    var addedParts: [AddedSamples.Part] { addition?.parts(of: measuredPart) ?? [] }

    var features: Int { grid.count }
    var classes: [String] { contents.phases }
    var fieldData: (any FieldData.Type)? { testParts.contains(measuredPart) ? MeasuredPowder.self : nil }

    var canonical: StructuredValue {
        // The structures that files give are known by the contents of the files.
        let builtIn = contents.phases.filter { entry.file(role: DiffractionContents.structurePrefix + $0) == nil }
        var members: [String: StructuredValue] = [
            "name": .string(entry.name), "phases": .array(contents.phases.map { .string($0) }),
            "structures": .array(builtIn.compactMap { CrystalStructure.builtIn(named: $0)?.canonical }),
            "tube": .string(contents.tube.rawValue), "grid": grid.canonical, "preparation": preparation.canonical,
            "simulation": simulation.canonical, "counts": counts.canonical,
        ]
        // Refinements of the measured patterns go by the geometry, and once did not: what they found with another one than
        // the default's has another identity.
        if geometry != InstrumentGeometry(radius: 280, monochromatorAngle: nil) {
            members["geometry-of-refinements"] = 1
        }
        members["added"] = addition?.canonical
        return .object(members)
    }

    func source(in location: DataLocation) throws -> DatasetSource {
        var files: [String: DatasetSource.File] = [:]
        var missing: [String] = []
        for file in entry.files {
            if let found = try location.find(file) {
                files[file.role] = DatasetSource.File(path: found.path, blob: found.blob)
            } else if file.role.hasPrefix(DiffractionContents.structurePrefix) {
                throw FormatError(file: file.path, reason: "\(location.condition(of: file))")
            } else {
                missing.append(file.path)
            }
        }
        guard let first = missing.first else { return DatasetSource(files: files) }
        let others = missing.count == 1 ? "is" : "and \(missing.count - 1) other files are"
        return DatasetSource(
            files: files.filter { $0.key.hasPrefix(DiffractionContents.structurePrefix) },
            absent: testParts.dropFirst().map {
                AbsentPart(name: $0, reason: "\(first) \(others) missing. \(entry.byHand)")
            })
    }

    func prepare(_ source: DatasetSource, options: PreparationOptions) throws -> PreparedDataset {
        let readings = try readings(in: source)
        let structures = readings.map(\.structure)
        let all = try measuredPatterns(source)
        let (measured, unlabelled) = (all.labelled, all.unlabelled)
        let measuredSamples =
            measured.isEmpty ? nil : measured.samples(preparation: preparation, grid: grid)
        let used = usedTraining(options)
        let database = try database(structures)
        func make(_ name: String, _ count: Int, of whole: Int) throws -> LabelledSamples {
            try samples(part(name, count, of: whole, structures), from: database, structures, options)
        }
        let training = try make("training", used, of: counts.training)
        let validation = try make("validation", counts.validation, of: counts.validation)
        let test = try make("test", counts.test, of: counts.test)
        let tests =
            [PreparedDataset.TestPart(name: simulatedPart, samples: test)]
            + (measuredSamples.map { samples in
                ([measuredPart] + addedParts.map(\.name)).map {
                    PreparedDataset.TestPart(name: $0, samples: samples, sampleNames: measured.names)
                }
            } ?? [])
        let unlabelledParts =
            unlabelled.isEmpty
            ? []
            : [
                PreparedDataset.UnlabelledPart(
                    name: unlabelledPart, inputs: unlabelled.inputs(preparation: preparation, grid: grid),
                    sampleNames: unlabelled.names)
            ]
        let picture = try picture(
            simulated: test, measured: measured, samples: measuredSamples, structures: structures)
        return PreparedDataset(
            classes: contents.phases, training: training, validation: validation, tests: tests,
            unlabelled: unlabelledParts,
            field: MeasuredPowder(
                part: measuredPart, patterns: measured.powder, unlabelledPart: unlabelledPart,
                unlabelled: unlabelled.powder, structures: structures, tube: contents.tube, geometry: geometry),
            added: try added(measuredSamples, names: measured.names, options),
            picture: .patterns(picture),
            samples: try sampleDescription(source, structures: structures, workers: options.monitor.threads),
            notes: notes(used: used, readings: readings)
                + (unlabelled.isEmpty
                    ? []
                    : [
                        "without weighed fractions, inferred and not scored: "
                            + unlabelled.names.joined(separator: ", ")
                    ]))
    }

    /// How many training samples are made.
    func usedTraining(_ options: PreparationOptions) -> Int {
        max(1, Int((Double(counts.training) * options.trainingShare).rounded()))
    }

    /// The diffractometer that is simulated, which is the one that the measured patterns come from.
    var geometry: InstrumentGeometry {
        InstrumentGeometry(
            radius: simulation.instrument.radius, monochromatorAngle: simulation.instrument.monochromator)
    }

    /// The structures of the phases, with what had to be assumed about them.
    private func readings(in source: DatasetSource) throws -> [StructureReading] {
        try contents.phases.map { try structure($0, in: source) }
    }

    /// The structures of the phases.
    func structures(in source: DatasetSource) throws -> [CrystalStructure] {
        try readings(in: source).map(\.structure)
    }

    /// What makes the simulated samples.
    func database(_ structures: [CrystalStructure]) throws -> PatternDatabase {
        PatternDatabase(
            simulator: try PatternSimulator(recipe: simulation, structures: structures, grid: grid),
            preparation: preparation, phaseCount: structures.count)
    }

    /// A part of the simulated samples, with its share of the patterns of pure phases.
    ///
    /// - Parameters:
    ///   - name: The part's name.
    ///   - count: How many of its samples are made.
    ///   - whole: How many samples it has.
    ///   - structures: The structures of the phases.
    /// - Returns: The part.
    func part(_ name: String, _ count: Int, of whole: Int, _ structures: [CrystalStructure]) -> PatternDatabase.Part {
        PatternDatabase.Part(
            name: name, count: count,
            purePatterns: simulation.purePatterns.map { max(1, $0 * whole / counts.total / structures.count) })
    }

    /// The structure of a phase: its own file's, or one that the program brings along.
    private func structure(_ phase: String, in source: DatasetSource) throws -> StructureReading {
        if let file = source.files[DiffractionContents.structurePrefix + phase] {
            return try CrystalStructure.read(cif: file.path)
        }
        guard let structure = CrystalStructure.builtIn(named: phase) else { throw UnknownPhase(name: phase) }
        return StructureReading(structure: structure, remarks: [])
    }

    /// The simulated samples of a part, from the cache where it has them.
    private func samples(
        _ part: PatternDatabase.Part, from database: PatternDatabase, _ structures: [CrystalStructure],
        _ options: PreparationOptions
    ) throws -> LabelledSamples {
        let cache = cache(of: part, structures, options)
        if options.trustsCache,
            let kept = cache?.read(count: part.count, points: grid.count, classes: structures.count)
        {
            let fault = SampleCheck(part: part, database: database).fault(in: kept)
            guard let fault else { return kept }
            options.remark("\(fault), and are made again")
        }
        let simulated = try database.samples(of: part, monitor: options.monitor)
        let samples = LabelledSamples(inputs: simulated.patterns, proportions: simulated.fractions)
        do {
            try cache?.write(samples)
        } catch {
            options.remark("simulated samples are not kept for the next time: \(Wording(of: error))")
        }
        return samples
    }

    /// Where the samples of a part are kept, if anywhere.
    func cache(
        of part: PatternDatabase.Part, _ structures: [CrystalStructure], _ options: PreparationOptions
    ) -> SampleCache? {
        options.cacheFolder.map { root in
            SampleCache(
                root: root,
                recipe: [
                    "kind": .integer(DiffractionKind.card.revision), "part": .string(part.name),
                    "count": .integer(part.count),
                    "pure": part.purePatterns.map { .integer($0) } ?? .null,
                    "grid": grid.canonical, "preparation": preparation.canonical, "simulation": simulation.canonical,
                    "structures": .array(structures.map(\.canonical)),
                ])
        }
    }

    private func notes(used: Int, readings: [StructureReading]) -> [String] {
        let pure = simulation.purePatterns.map { ", sums of \($0) patterns of pure phases" } ?? ""
        return [
            "\(grid.count) points from \(NumberText.rounded(grid.first))° to \(NumberText.rounded(grid.last))°, \(preparation)",
            "simulated: \(used) training, \(counts.validation) validation and \(counts.test) test mixtures\(pure)",
        ]
            + zip(contents.phases, readings).flatMap { phase, reading in
                ([reading.structure.citation].compactMap(\.self) + reading.remarks).map { "\(phase): \($0)" }
            }
    }
}
