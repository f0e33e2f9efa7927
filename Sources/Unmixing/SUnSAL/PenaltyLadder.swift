/// The penalties μ₀2ⁿ that a worker has used, each factored once.
final class PenaltyLadder {
    private let problem: ReducedProblem
    private var rungs: [Int: PenaltyFactors] = [:]
    private let first: Double

    init(_ problem: ReducedProblem) {
        self.problem = problem
        // The geometric mean of the extreme eigenvalues gives ADMM its best rate on quadratic programs (E. Ghadimi et al.,
        // Optimal Parameter Selection for the Alternating Direction Method of Multipliers: Quadratic Problems, IEEE
        // Transactions on Automatic Control 60, 2015). The largest singular value is one.
        let smallest = problem.singularValues.last { $0 > 0 } ?? 1
        first = max(smallest, 1e-6)
    }

    /// The factors at μ₀2ⁿ.
    ///
    /// - Parameter rung: The power n. It is held within ±40, which no scale of endmembers needs.
    /// - Returns: The factors.
    func factors(_ rung: Int) -> PenaltyFactors {
        let rung = min(max(rung, -40), 40)
        if let factors = rungs[rung] { return factors }
        var penalty = first
        for _ in 0..<abs(rung) { penalty *= rung < 0 ? 0.5 : 2 }
        let factors = PenaltyFactors(problem, penalty: penalty)
        rungs[rung] = factors
        return factors
    }
}
