/// Linear least squares in which some of the unknowns must not be negative.
public enum NonNegativeLeastSquares {
    /// Minimizes ½ xᵀ A x - bᵀ x with x ≥ 0 where it is asked for.
    ///
    /// Source: C. L. Lawson, R. J. Hanson, *Solving Least Squares Problems* (1974), chapter 23, from the normal equations.
    ///
    /// - Parameters:
    ///   - normal: A, symmetric, row by row.
    ///   - right: b.
    ///   - isSigned: Which unknowns may have either sign; none where it is left out.
    ///   - isUsed: Which unknowns may differ from zero; all where it is left out.
    /// - Returns: x.
    public static func solve(
        normal: [Double], right: [Double], isSigned: [Bool]? = nil, isUsed: [Bool]? = nil
    ) -> [Double] {
        let count = right.count
        precondition(normal.count == count * count, "\(normal.count) entries of A for \(count) unknowns")
        let isSigned = isSigned ?? Array(repeating: false, count: count)
        let isUsed = isUsed ?? Array(repeating: true, count: count)
        var passive = (0..<count).map { isUsed[$0] && isSigned[$0] }
        var x = solve(normal, right, among: passive)
        // Every round makes the sum of squares smaller, so that no set of passive unknowns comes twice.
        for _ in 0..<(10 * count) {
            let gradient = (0..<count).map { row in
                right[row] - (0..<count).reduce(0) { $0 + normal[row * count + $1] * x[$1] }
            }
            let candidate = (0..<count).filter { isUsed[$0] && !passive[$0] }.max { gradient[$0] < gradient[$1] }
            guard let candidate, gradient[candidate] > 1e-12 * abs(right[candidate]) else { break }
            passive[candidate] = true
            var trial = solve(normal, right, among: passive)
            // The new unknown is positive but for rounding; then it is worth nothing.
            guard trial[candidate] > 0 else { break }
            while let step = largestStep(from: x, to: trial, passive: passive, isSigned: isSigned) {
                for index in 0..<count where passive[index] {
                    x[index] += step * (trial[index] - x[index])
                    if !isSigned[index], trial[index] <= 0, x[index] <= 1e-14 * abs(trial[index]) {
                        passive[index] = false
                        x[index] = 0
                    }
                }
                trial = solve(normal, right, among: passive)
            }
            x = trial
        }
        return x
    }

    /// The share of the way at which the first unknown becomes zero, or nothing where none does.
    private static func largestStep(
        from x: [Double], to trial: [Double], passive: [Bool], isSigned: [Bool]
    ) -> Double? {
        x.indices.filter { passive[$0] && !isSigned[$0] && trial[$0] <= 0 }
            .map { x[$0] / (x[$0] - trial[$0]) }.min()
    }

    /// The solution among the passive unknowns; the others are zero.
    private static func solve(_ normal: [Double], _ right: [Double], among passive: [Bool]) -> [Double] {
        let indices = passive.indices.filter { passive[$0] }
        var x = [Double](repeating: 0, count: right.count)
        let part = indices.flatMap { row in indices.map { normal[row * right.count + $0] } }
        guard let factor = CholeskyFactor(part, order: indices.count) else { return x }
        for (index, value) in zip(indices, factor.solve(indices.map { right[$0] })) { x[index] = value }
        return x
    }
}
