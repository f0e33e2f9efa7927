/// What a model is at some parameters, with the scales and the background that are best for them.
struct RefinementPoint: Sendable, Equatable {
    /// The parameters q.
    let values: [Double]
    /// The phases and the instrument that they stand for.
    let state: PatternState
    /// S for each phase, and then b.
    let linear: [Double]
    /// χ².
    let chiSquared: Double
    /// C.
    var cost: Double
    /// The calculated pattern of each phase, S φ(x).
    let patterns: [[Double]]
    /// The calculated background, Σ b_j B_j(x).
    let background: [Double]

    /// The calculated pattern, background included.
    func calculated() -> [Double] {
        background.indices.map { index in patterns.reduce(background[index]) { $0 + $1[index] } }
    }
}
