internal import Commands
internal import PowderDiffraction
internal import ScientificFormats
internal import Synchronization

/// Reads and refines patterns, each with the radiation that it was measured with.
final class PatternRefinery: Sendable {
    /// The instrument, but for what the recipe and the patterns say of it.
    struct Geometry: Sendable {
        let radius: Double
        let monochromatorAngle: Double?
    }

    let structures: [CrystalStructure]
    let impurities: [CrystalStructure]
    let recipe: RefinementRecipe
    private let geometry: Geometry
    private let radiation: WantedRadiation
    /// What people say of the columns of a text.
    private let columns: [PowderColumn]?
    /// What was prepared for each radiation; the patterns of one call have few.
    private let prepared = Mutex<[Radiation: RietveldRefinement]>([:])

    init(
        structures: [CrystalStructure], impurities: [CrystalStructure], recipe: RefinementRecipe, instrument: Geometry,
        radiation: WantedRadiation, columns: [PowderColumn]? = nil
    ) {
        self.structures = structures
        self.impurities = impurities
        self.recipe = recipe
        geometry = instrument
        self.radiation = radiation
        self.columns = columns
    }

    /// Refines the pattern of a file.
    ///
    /// - Throws: What is wrong with the file, or what the phases lack for its radiation.
    func refine(path: String) throws -> RefinedPattern {
        let scan = try PowderScan.read(
            path: path, as: PowderReading(columns: columns, wavelength: radiation.wanted?.lines[0].wavelength))
        let remark = try check(scan, path: path)
        let (radiation, source) = try radiation.radiation(of: scan, path: path)
        let refinement = try refinement(radiation, path: path)
        let result = try refinement.refine(scan, path: path)
        return RefinedPattern(
            path: path, result: result, instrument: refinement.instrument, radiationSource: source,
            counted: structures.count, remarks: scan.remarks + [remark].compactMap(\.self))
    }

    /// Says what the intensities are taken for, and refuses what cannot be counts and has no uncertainties.
    private func check(_ scan: PowderScan, path: String) throws -> String? {
        let used = scan.intensities.indices.filter { recipe.range.contains(scan.twoTheta[$0]) }
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

    private func refinement(_ radiation: Radiation, path: String) throws -> RietveldRefinement {
        guard recipe.particleDiameter == nil || radiation.tube != nil else {
            throw FormatError(
                file: path,
                reason:
                    "microabsorption cannot be corrected: absorption is known for the lines of tubes, and none is within "
                    + "0.5 % of \(PlainText.number(radiation.lines[0].wavelength)) Å")
        }
        return try prepared.withLock { prepared in
            if let known = prepared[radiation] { return known }
            let refinement = try RietveldRefinement(
                structures: structures, impurities: impurities,
                instrument: Instrument(
                    radiation: radiation, radius: geometry.radius, monochromatorAngle: geometry.monochromatorAngle),
                recipe: recipe)
            // Files whose wavelengths all differ a little are prepared anew, and not kept without end.
            if prepared.count >= 16 { prepared.removeAll() }
            prepared[radiation] = refinement
            return refinement
        }
    }
}
