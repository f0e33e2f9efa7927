internal import ArgumentParser
internal import Commands
internal import PowderDiffraction
internal import ScientificFormats

/// Which patterns a call refines, each with what, from the command line and the table of `--list`.
struct RefinementPlan {
    /// The patterns, in their order.
    private(set) var tasks: [PatternTask] = []
    /// The files that were read.
    var files: [String] { readFiles.all }
    /// What had to be assumed of structures.
    var remarks: [String] { assumptions.all }
    private var readFiles = DistinctNames()
    private var assumptions = DistinctNames()
    private var selections: [[[String]]: PhaseSelection] = [:]
    private let textures: [TextureChoice]
    private let refinesTexture: Bool
    private var usedTextures: Set<String> = []

    /// What the command line says of all patterns.
    struct Defaults {
        let phases: [String]
        let impurities: [String]
        let textures: [TextureChoice]
        let refinesTexture: Bool
        let tube: XRayTube?
        let wavelength: Double?
        let instrument: Radiation?
        let standard: InternalStandard?
    }

    /// Plans the refinement of patterns that the command line names.
    ///
    /// - Throws: A `ValidationError` for phases that there are not, and what is wrong with a file of structures.
    init(patterns: [String], defaults: Defaults) throws {
        (textures, refinesTexture) = (defaults.textures, defaults.refinesTexture)
        for path in patterns {
            tasks.append(
                try task(
                    path, phases: defaults.phases, impurities: defaults.impurities,
                    radiation: WantedRadiation(
                        tube: defaults.tube, wavelength: defaults.wavelength, instrument: defaults.instrument),
                    standard: defaults.standard))
        }
        try checkTextures()
    }

    /// Plans the refinement of the patterns of a table, whose cells go before the command line.
    ///
    /// - Throws: In addition a `FormatError` with the line of a row that has no phases.
    init(list: PatternList, defaults: Defaults) throws {
        (textures, refinesTexture) = (defaults.textures, defaults.refinesTexture)
        readFiles.add([list.path])
        for row in list.rows {
            guard let phases = row.phases ?? (defaults.phases.isEmpty ? nil : defaults.phases) else {
                throw FormatError(
                    file: list.path, place: "line \(row.line)", reason: "no phases, and --phases says none either")
            }
            let hasRadiation = row.tube != nil || row.wavelength != nil
            do {
                tasks.append(
                    try task(
                        row.path, phases: phases, impurities: row.impurities ?? defaults.impurities,
                        radiation: WantedRadiation(
                            tube: hasRadiation ? row.tube : defaults.tube,
                            wavelength: hasRadiation ? row.wavelength : defaults.wavelength,
                            instrument: defaults.instrument),
                        standard: row.standard ?? defaults.standard))
            } catch let error as ValidationError {
                throw FormatError(file: list.path, place: "line \(row.line)", reason: error.message)
            }
        }
        try checkTextures()
    }

    /// Requires that every plane of texture belongs to a phase of some pattern.
    private func checkTextures() throws {
        guard let unused = textures.first(where: { !usedTextures.contains($0.phase) }) else { return }
        var known = DistinctNames()
        known.add(selections.values.sorted { $0.number < $1.number }.flatMap(\.names))
        throw ValidationError(
            "--texture: no phase is called '\(unused.phase)'; the phases are: \(known.all.joined(separator: ", "))")
    }

    private mutating func task(
        _ path: String, phases: [String], impurities: [String], radiation: WantedRadiation,
        standard: InternalStandard?
    ) throws -> PatternTask {
        let selection = try selection(phases, impurities)
        if let standard, !selection.structures.contains(where: { $0.name == standard.phase }) {
            throw ValidationError(
                "the internal standard '\(standard.phase)' is not among the phases "
                    + selection.structures.map(\.name).joined(separator: ", "))
        }
        return PatternTask(path: path, phases: selection, radiation: radiation, standard: standard)
    }

    /// The structures of names, which are read once for all patterns that have the same.
    private mutating func selection(_ phases: [String], _ impurities: [String]) throws -> PhaseSelection {
        if let known = selections[[phases, impurities]] { return known }
        var finder = PhaseFinder(textures: textures, refinesTexture: refinesTexture)
        let found = try finder.find(phases: phases, impurities: impurities)
        let selection = PhaseSelection(
            structures: found.structures, impurities: found.impurities, number: selections.count)
        usedTextures.formUnion(finder.usedTextures)
        selections[[phases, impurities]] = selection
        readFiles.add(finder.files)
        assumptions.add(finder.remarks)
        return selection
    }

    /// Requires that every parameter is one of the instrument's or of the phases of some pattern.
    ///
    /// - Throws: A `ValidationError` that names what there is.
    func check(_ fixed: [FixedParameter]) throws {
        for parameter in fixed {
            let owners = selections.values.map { $0.structures + $0.impurities }
            let concerned = owners.filter { structures in
                parameter.phase == nil || structures.contains { $0.name == parameter.phase }
            }
            do {
                for structures in concerned.isEmpty ? owners : concerned { try parameter.check(for: structures) }
            } catch {
                throw ValidationError("--fix: \(error)")
            }
        }
    }
}
