internal import PowderDiffraction

/// A pattern and what was found in it.
struct RefinedPattern: Sendable {
    let path: String
    let result: RefinementResult
    let instrument: Instrument
    /// Who says what the radiation is.
    let radiationSource: String
    /// How many of the phases count; those behind them are impurities.
    let counted: Int
    /// What was taken from the file, and for what.
    let remarks: [String]
    /// The phases that were sought.
    let phases: PhaseSelection
    /// What was varied, left out and fixed.
    let recipe: RefinementRecipe
    /// The absolute amounts, where there is an internal standard.
    let amounts: AbsoluteAmounts?
}
