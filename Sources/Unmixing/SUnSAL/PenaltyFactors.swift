internal import NumericalMethods

/// What a step needs at one value of the penalty μ, all of it from the singular vectors.
///
/// The minimum over x of ½‖Ax - c‖² + μ/2 ‖x - q‖² with q = z + d, under Σx = 1 where wanted, is
///
///     x = 1/K + V (Σ² + μ)⁻¹ (Σc + μVᵀq),
///
/// without 1/K where sums are free. So a change of μ costs a product of small matrices, and no factorization.
struct PenaltyFactors {
    /// μ, relative to the square of the largest singular value.
    let penalty: Double
    /// Q = μV (Σ² + μ)⁻¹ Vᵀ, classes x classes, row by row.
    let step: VectorBuffer
    /// V (Σ² + μ)⁻¹ Σ, classes x coordinates, column by column in whole vectors.
    let pull: VectorBuffer
    /// α/μ, by which a positive abundance is shrunk.
    let shrinkageAbove: Double
    /// β/μ, by which a negative abundance is shrunk.
    let shrinkageBelow: Double

    init(_ problem: ReducedProblem, penalty: Double) {
        let classes = problem.classes
        self.penalty = penalty
        shrinkageAbove = problem.weightAbove / penalty
        shrinkageBelow = problem.weightBelow / penalty
        step = VectorBuffer(count: classes * classes)
        var pulls: [[Double]] = []
        for (value, direction) in zip(problem.singularValues, problem.directions) {
            let weight = penalty / (value * value + penalty)
            pulls.append(direction.map { $0 * value / (value * value + penalty) })
            for row in 0..<classes {
                for column in 0..<classes {
                    step.scalars[row * classes + column] += weight * direction[row] * direction[column]
                }
            }
        }
        pull = VectorBuffer(padding: pulls)
    }
}
