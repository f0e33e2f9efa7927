internal import PowderDiffraction
internal import ProportionInference

/// What a model says of a pattern, and whether that is to be believed.
struct PredictedPattern: Sendable {
    let name: String
    /// The weight fractions that the networks infer, in the order of the phases.
    let fractions: [Double]
    /// The standard deviation of each over the networks; zeros where there is one.
    let spread: [Double]
    /// The fractions that it may have, as often as the calibration says; nothing where there is none.
    let set: ProportionSet?
    /// What the pattern says of that; nothing where it was not asked.
    let fit: MixtureFit?
    /// What a short refinement finds, where it was asked for.
    let refined: RefinedFractions?
    /// Whether the pattern is one of those that the model was trained for; nothing where that was not checked.
    let verdict: RangeVerdict?
    /// Whether its intensities are no counts, have no uncertainties, and were taken to be counts.
    let isTakenForCounts: Bool
    /// What is to be said of how it was read.
    let remarks: [String]
    /// What the networks saw.
    let sample: [Float]

    /// The name without folders.
    var shortName: String { name.split(separator: "/").last.map(String.init) ?? name }
}

/// The fractions that a refinement finds.
struct RefinedFractions: Sendable {
    let fractions: [Double]
    /// Their standard uncertainties, where they are known.
    let uncertainties: [Double?]
    /// The verdict of the refinement.
    let verdict: Verdict
}
