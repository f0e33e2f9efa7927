internal import PowderDiffraction

/// A pattern that is to be refined, and with what.
struct PatternTask: Sendable {
    let path: String
    let phases: PhaseSelection
    let radiation: WantedRadiation
    let standard: InternalStandard?
}
