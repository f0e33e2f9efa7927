import NumericalMethods
import ProportionInference

/// Mixtures with exact zeros, and predictions of them whose errors are as large as their spread says.
struct MadeUpPredictions {
    let prediction: EnsemblePrediction
    let targets: Matrix<Double>

    /// - Parameters:
    ///   - count: The number of samples.
    ///   - seed: What makes them differ from others.
    ///   - scale: What all errors are multiplied with.
    init(count: Int, seed: UInt64, scale: Double = 1) {
        var stream = RandomStream(seed: seed)
        var (means, spreads, targets) = ([Double](), [Double](), [Double]())
        for _ in 0..<count {
            let present = 1 + stream.integer(below: 4)
            let target = stream.dirichlet([Double](repeating: 2, count: present))
            var row = target + [Double](repeating: 0, count: 4 - present)
            stream.shuffle(&row)
            let noise = 0.002 + 0.02 * stream.uniform()
            for proportion in row {
                // An absent class gets a small positive number, as a network's head gives it.
                let size = proportion > 0 ? noise : 0.001
                means.append(max(proportion + scale * size * stream.normal(), 1e-4))
                spreads.append(size * (0.5 + stream.uniform()))
            }
            targets += row
        }
        prediction = EnsemblePrediction(
            mean: Matrix(rows: count, columns: 4, elements: means),
            spread: Matrix(rows: count, columns: 4, elements: spreads))
        self.targets = Matrix(rows: count, columns: 4, elements: targets)
    }
}
