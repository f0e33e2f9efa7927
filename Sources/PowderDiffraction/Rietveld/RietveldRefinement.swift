internal import Foundation
public import ScientificFormats

/// Finds the weight fractions of phases in powder patterns, by fitting a calculated pattern to the measured one.
public struct RietveldRefinement: Sendable {
    /// What is varied.
    public let recipe: RefinementRecipe
    /// The instrument, with the recipe's width and axial divergence.
    public let instrument: Instrument
    /// The number of phases whose fractions sum to one; those behind them are impurities.
    public let counted: Int
    private let phases: [PhaseModel]
    private let held: [HeldParameter]

    /// Prepares the phases.
    ///
    /// - Parameters:
    ///   - structures: The phases that are sought.
    ///   - impurities: Phases that may be there and do not count.
    ///   - instrument: The instrument, whose width and axial divergence the recipe replaces.
    ///   - recipe: What is varied.
    /// - Throws: ``UnknownScatterer`` where a site has no form factor, ``TooManyReflections`` for a cell that is too
    ///   large, and ``UnfixableParameter`` where the recipe fixes what there is not.
    public init(
        structures: [CrystalStructure], impurities: [CrystalStructure] = [], instrument: Instrument,
        recipe: RefinementRecipe
    ) throws {
        self.recipe = recipe
        var instrument = instrument
        instrument.width = recipe.width
        instrument.axialDivergence = recipe.axialDivergence
        self.instrument = instrument
        counted = structures.count
        held = try recipe.fixed.map { try HeldParameter($0, structures: structures + impurities) }
        phases = try (structures + impurities).map {
            try PhaseModel(
                structure: $0, radiation: instrument.radiation, upTo: recipe.range.upperBound, stretch: 0.015)
        }
    }

    /// Refines a pattern.
    ///
    /// - Parameters:
    ///   - scan: The pattern.
    ///   - path: Its file, for what is said of it.
    /// - Returns: What was found, whether or not it converged.
    /// - Throws: `FormatError` where the pattern has too few points within the range.
    public func refine(_ scan: PowderScan, path: String) throws -> RefinementResult {
        try refine(scan, path: path, after: nil)
    }

    /// Refines a pattern of a series, from where that of a neighbour ended.
    ///
    /// Where that leads to no minimum, or to one that does not look like the neighbour's, the whole recipe is carried out as
    /// if there were no neighbour.
    ///
    /// - Parameters:
    ///   - scan: The pattern.
    ///   - path: Its file, for what is said of it.
    ///   - neighbour: Where the refinement of the neighbour ended, if there is one.
    /// - Returns: What was found, whether or not it converged.
    /// - Throws: `FormatError` where the pattern has too few points within the range.
    package func refine(
        _ scan: PowderScan, path: String, after neighbour: RefinementEnding?
    ) throws -> RefinementResult {
        guard let pattern = ObservedPattern(scan, range: recipe.range, excluded: recipe.excluded) else {
            let (first, last) = (recipe.range.lowerBound, recipe.range.upperBound)
            throw FormatError(
                file: path,
                reason: "fewer than 50 points from \(NumberText.rounded(first)) to \(NumberText.rounded(last)) degrees")
        }
        let structures = phases.map(\.structure)
        let parameters = recipe.stages.joined().flatMap {
            RefinedParameter.parameters(of: $0, structures: structures)
        }.filter { parameter in !held.contains { $0.parameter == parameter } }
        let model = RefinementModel(
            phases: phases, parameters: parameters, start: start, pattern: pattern,
            background: BackgroundBasis(polynomials: recipe.backgroundPolynomials.upperBound))
        let refinement = Refinement(recipe: recipe, model: model, counted: counted)
        var result = refinement.result(after: neighbour)
        result.fixed = held.map { held in
            RefinementResult.Value(
                held.parameter, value: model.start[held.parameter], uncertainty: nil,
                phase: held.parameter.phase.map { structures[$0].name }, isAtBound: false)
        }
        return result
    }

    /// Phases and instrument before anything is refined.
    private var start: PatternState {
        var state = PatternState(
            phases: phases.map {
                PhaseState(cell: $0.structure.cell)
            }, instrument: instrument, placement: SamplePlacement())
        for held in held { held.hold(in: &state, families: Set(recipe.stages.joined())) }
        return state
    }
}
