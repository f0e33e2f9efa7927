internal import ProportionInference

/// How often one way to state uncertainty holds what is true, for the samples of one test part.
struct CoverageRow {
    /// The method's name in tables.
    let method: String
    /// The test part.
    let part: String
    /// The signature of the runs that are judged: see `CoverageFile`.
    let predictions: String
    /// The way: what is stated, of how many networks.
    let way: UncertaintyWay
    /// How often the sets of the wanted level hold the true proportions, and how large they are.
    let coverage: SetCoverage
    /// The coverage, of all classes at once, for each level that the way can state.
    let reliability: [(level: Double, joint: Double, byClass: Double)]
    /// How the error falls where the least sure samples are set aside; nothing where all are as sure.
    let risk: RiskCoverage?

    /// The mean share over the classes of samples whose proportion is in its interval.
    var meanByClass: Double { coverage.byClass.reduce(0, +) / Double(max(coverage.byClass.count, 1)) }
}
