public import NumericalMethods

/// Whether two methods differ by more than chance, in runs of the same seeds on the same samples.
///
/// The differences d of their errors are averaged over blocks of neighbouring samples, because neighbours err alike; B blocks
/// and R runs give a table of R x B. With the variance of its row means over R for the choice of seeds, and that of its
/// column means over B for the choice of samples, t = mean/√(V_runs + V_blocks). It is taken for a draw of Student's
/// distribution with the smaller of R − 1 and B − 1 degrees of freedom, which errs on the safe side.
///
/// Source: for two crossed random factors, D. R. Cox, E. J. Snell, *Applied statistics*, 1981, and the degrees of freedom of
/// the weaker one.
public struct PairedComparison: Sendable, Equatable {
    /// The mean difference, first method less second.
    public let difference: Double
    /// Its standard uncertainty; not a number for fewer than two runs or blocks.
    public let uncertainty: Double
    /// The probability of a difference as large, where the methods are alike; one where it cannot be told.
    public let probability: Double

    /// Compares.
    ///
    /// - Parameters:
    ///   - first: The errors of one method, runs x samples.
    ///   - second: Those of the other, with the same runs and samples.
    ///   - blocks: The number of blocks; no more than samples are made.
    public init(_ first: Matrix<Double>, _ second: Matrix<Double>, blocks: Int) {
        precondition(
            first.rows == second.rows && first.columns == second.columns,
            "\(first.rows) x \(first.columns) errors beside \(second.rows) x \(second.columns)")
        let (runs, samples) = (first.rows, first.columns)
        let blocks = min(blocks, samples)
        func difference(_ run: Int, _ sample: Int) -> Double { first[run, sample] - second[run, sample] }
        let ofRuns = (0..<runs).map { run in
            (0..<samples).reduce(0) { $0 + difference(run, $1) } / Double(samples)
        }
        let ofBlocks = (0..<blocks).map { block in
            let members = block * samples / blocks..<(block + 1) * samples / blocks
            let sum = members.reduce(0) { sum, sample in
                sum + (0..<runs).reduce(0) { $0 + difference($1, sample) }
            }
            return sum / Double(members.count * runs)
        }
        let mean = ofRuns.reduce(0, +) / Double(runs)
        self.difference = mean
        uncertainty = (Self.varianceOfMean(ofRuns) + Self.varianceOfMean(ofBlocks)).squareRoot()
        let t = mean / uncertainty
        probability = t.isNaN ? 1 : studentProbability(twoSided: t, degrees: Double(min(runs, blocks) - 1))
    }

    /// Σ(x − x̄)²/(n(n − 1)).
    private static func varianceOfMean(_ values: [Double]) -> Double {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count * (count - 1))
    }

    /// Probabilities corrected for their number by Holm's method: those below a level differ, all of them, with the error
    /// of that level for the whole family.
    ///
    /// Source: S. Holm, *A simple sequentially rejective multiple test procedure*, Scandinavian Journal of Statistics 6
    /// (1979), 65.
    public static func corrected(_ probabilities: [Double]) -> [Double] {
        var corrected = probabilities
        var largest = 0.0
        for (rank, index) in probabilities.indices.sorted(by: { probabilities[$0] < probabilities[$1] }).enumerated() {
            largest = max(largest, min(1, Double(probabilities.count - rank) * probabilities[index]))
            corrected[index] = largest
        }
        return corrected
    }
}
