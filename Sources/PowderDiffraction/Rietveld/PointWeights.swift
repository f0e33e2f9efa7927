/// What a refinement weighs each point of a pattern with.
struct PointWeights: Sendable {
    /// √w of each point.
    let roots: [Double]
    /// √w times the observed intensity of each point.
    let observed: [Double]

    /// Makes weights of one over the variance w of each point.
    init(_ weights: [Double], of pattern: ObservedPattern) {
        let roots = weights.map { $0.squareRoot() }
        self.roots = roots
        observed = roots.indices.map { pattern.intensities[$0] * roots[$0] }
    }
}
