internal import Commands
internal import PowderDiffraction
internal import ScientificFormats
internal import Synchronization

/// Reads and refines patterns, each with its own phases and the radiation that it was measured with.
final class PatternRefinery: Sendable {
    /// The instrument, but for what the recipe and the patterns say of it.
    struct Geometry: Sendable {
        /// The radius that the command line gives, in millimetres.
        let radius: Double?
        let monochromatorAngle: Double?
    }

    /// What a refinement is prepared for.
    private struct Preparation: Hashable {
        let instrument: Instrument
        let selection: Int
    }

    let recipe: RefinementRecipe
    private let geometry: Geometry
    private let files: PatternSources
    /// What people say of the columns of a text.
    private let columns: [PowderColumn]?
    /// What was prepared; the patterns of one call have few radiations and selections of phases.
    private let prepared = Mutex<[Preparation: RietveldRefinement]>([:])

    init(
        recipe: RefinementRecipe, instrument: Geometry, files: PatternSources = PatternSources(),
        columns: [PowderColumn]? = nil
    ) {
        self.recipe = recipe
        self.columns = columns
        self.files = files
        geometry = instrument
    }

    /// Refines a pattern.
    ///
    /// - Parameters:
    ///   - task: The pattern, and with what it is refined.
    ///   - neighbour: Where the refinement of a neighbour ended, if it may begin there.
    /// - Returns: What was found.
    /// - Throws: What is wrong with the file, what the phases lack for its radiation, or that there is nothing of the
    ///   internal standard.
    func refine(_ task: PatternTask, after neighbour: RefinementEnding? = nil) throws -> RefinedPattern {
        let path = task.path
        let scan = try files.scan(path, as: PowderReading(columns: columns, wavelength: task.radiation.stated))
        let remark = try check(scan, path: path)
        let (radiation, source) = try task.radiation.radiation(of: scan, path: path)
        let radius = geometry.radius ?? scan.radius ?? Self.ordinaryRadius
        let instrument = InstrumentGeometry(radius: radius, monochromatorAngle: geometry.monochromatorAngle)
            .instrument(radiation: radiation)
        let refinement = try refinement(instrument, task.phases, path: path)
        let result = try refinement.refine(scan, path: path, after: neighbour)
        let amounts = task.standard?.amounts(in: result)
        if let standard = task.standard, amounts == nil {
            throw FormatError(
                file: path,
                reason: "nothing of the internal standard \(standard.phase) was found, so that fractions cannot "
                    + "be made absolute")
        }
        return RefinedPattern(
            path: path, result: result, instrument: refinement.instrument, radiationSource: source,
            counted: task.phases.structures.count,
            remarks: scan.remarks + [remark, gapRemark(of: scan), radiusRemark(of: scan)].compactMap(\.self)
                + restrictions(of: result),
            phases: task.phases, recipe: refinement.recipe, amounts: amounts)
    }

    /// What is left out and what is fixed, in words.
    private func restrictions(of result: RefinementResult) -> [String] {
        (recipe.excluded.isEmpty ? [] : ["left out: \(ExcludedAngles.words(recipe.excluded))"])
            + (result.fixed.isEmpty ? [] : ["fixed: " + result.fixed.map(\.fixedWords).joined(separator: ", ")])
    }

    /// Says where points are missing, which is no harm to a refinement but to lines that only lie there.
    private func gapRemark(of scan: PowderScan) -> String? {
        let gaps = scan.gaps(within: recipe.range).filter { gap in
            !recipe.excluded.contains { $0.contains(gap.lowerBound) && $0.contains(gap.upperBound) }
        }
        return PowderScan.words(ofGaps: gaps)
    }

    /// The radius where nobody says it, in millimetres.
    private static let ordinaryRadius = 280.0

    /// Says where the radius comes from, where the file gives one.
    private func radiusRemark(of scan: PowderScan) -> String? {
        guard let found = scan.radius else { return nil }
        let theirs = "a radius of \(PlainText.number(found)) mm, as the file says"
        guard let given = geometry.radius, given != found else { return theirs }
        return
            "a radius of \(PlainText.number(given)) mm, as the command line says; the file says \(PlainText.number(found))"
    }

    /// Says what the intensities are taken for, and refuses what cannot be counts and has no uncertainties.
    private func check(_ scan: PowderScan, path: String) throws -> String? {
        let used = scan.intensities.indices.filter { index in
            let angle = scan.twoTheta[index]
            return recipe.range.contains(angle) && !recipe.excluded.contains { $0.contains(angle) }
        }
        let bounds = "\(PlainText.number(recipe.range.lowerBound)) to \(PlainText.number(recipe.range.upperBound))"
        guard used.count >= 50 else {
            throw FormatError(file: path, reason: "\(used.count) points from \(bounds) degrees; 50 are needed at least")
        }
        guard used.contains(where: { scan.intensities[$0] > 0 }) else {
            throw FormatError(file: path, reason: "no intensity above zero from \(bounds) degrees")
        }
        guard scan.uncertainties == nil else {
            let uncertainties = PointUncertainties(scan, points: used)
            guard used.count - uncertainties.leftOut >= 50 else {
                throw FormatError(
                    file: path,
                    reason:
                        "\(used.count - uncertainties.leftOut) points from \(bounds) degrees have an uncertainty above zero; "
                        + "50 are needed at least. Say --columns 2theta,counts,- to take the intensities for counts")
            }
            return uncertainties.remark
        }
        if let negative = used.first(where: { scan.intensities[$0] < 0 }) {
            throw FormatError(
                file: path,
                reason:
                    "the intensity at \(PlainText.number(scan.twoTheta[negative])) degrees is negative, so these are no "
                    + "counts, and the file gives no uncertainties; give them in a third column, or the pattern before "
                    + "its background was subtracted")
        }
        return switch scan.quantity {
        case .counts: nil
        case .unknown: "the intensities were taken to be counts"
        case .correctedCounts, .countsPerSecond:
            "the intensities are \(scan.quantity.rawValue) without uncertainties, and were taken to be counts"
        }
    }

    private func refinement(
        _ instrument: Instrument, _ phases: PhaseSelection, path: String
    ) throws -> RietveldRefinement {
        guard recipe.particleDiameter == nil || instrument.radiation.tube != nil else {
            throw FormatError(
                file: path,
                reason:
                    "microabsorption cannot be corrected: absorption is known for the lines of tubes, and none is within "
                    + "0.5 % of \(PlainText.number(instrument.radiation.lines[0].wavelength)) Å")
        }
        let preparation = Preparation(instrument: instrument, selection: phases.number)
        return try prepared.withLock { prepared in
            if let known = prepared[preparation] { return known }
            var recipe = recipe
            recipe.fixed.removeAll { fixed in fixed.phase.map { !phases.names.contains($0) } ?? false }
            let refinement = try RietveldRefinement(
                structures: phases.structures, impurities: phases.impurities, instrument: instrument, recipe: recipe)
            // Files whose wavelengths all differ a little are prepared anew, and not kept without end.
            if prepared.count >= 16 { prepared.removeAll() }
            prepared[preparation] = refinement
            return refinement
        }
    }
}

extension RefinementResult.Value {
    /// Owner, name, number and unit: `calcite.a 4.99 Å`.
    fileprivate var fixedWords: String {
        "\(phase ?? FixedParameter.instrument).\(name) \(PlainText.number(value))" + (unit.isEmpty ? "" : " " + unit)
    }
}
