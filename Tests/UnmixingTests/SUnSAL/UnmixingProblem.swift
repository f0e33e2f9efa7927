import NumericalMethods
import Unmixing

/// Endmembers and spectra to unmix, and how well abundances solve their problem.
struct UnmixingProblem {
    let endmembers: Matrix<Double>
    let spectra: Matrix<Float>

    /// Draws mixtures with zeros among the abundances, and with noise that is small beside the endmembers' differences.
    init(endmembers: Matrix<Double>, pixels: Int, noise: Double, stream: inout RandomStream) {
        self.endmembers = endmembers
        let (classes, bands) = (endmembers.rows, endmembers.columns)
        var spectra = Matrix<Float>(rows: pixels, columns: bands, repeating: 0)
        for pixel in 0..<pixels {
            let abundances = stream.dirichlet([Double](repeating: 0.4, count: classes))
            for band in 0..<bands {
                let value = (0..<classes).reduce(noise * stream.normal()) {
                    $0 + abundances[$1] * endmembers[$1, band]
                }
                spectra[pixel, band] = Float(value)
            }
        }
        self.spectra = spectra
    }

    /// Uniform random endmembers.
    static func random(
        classes: Int, bands: Int = 60, pixels: Int = 200, noise: Double = 0.03, seed: UInt64
    ) -> UnmixingProblem {
        var stream = Seed(experiment: "random endmembers", base: seed).stream()
        let endmembers = Matrix(
            rows: classes, columns: bands, elements: (0..<classes * bands).map { _ in stream.uniform() })
        return UnmixingProblem(endmembers: endmembers, pixels: pixels, noise: noise, stream: &stream)
    }

    /// Endmembers that differ from one spectrum by so little: the condition number is about its inverse.
    static func nearlyEqual(classes: Int, difference: Double, pixels: Int = 200, seed: UInt64) -> UnmixingProblem {
        var stream = Seed(experiment: "nearly equal endmembers", base: seed).stream()
        let common = (0..<60).map { _ in 0.2 + stream.uniform() }
        let endmembers = Matrix(
            rows: classes, columns: 60,
            elements: (0..<classes).flatMap { _ in common.map { $0 + difference * stream.normal() } })
        return UnmixingProblem(endmembers: endmembers, pixels: pixels, noise: 0.2 * difference, stream: &stream)
    }

    /// The largest violation of the conditions of optimality in any pixel, from M and y themselves.
    ///
    /// gₖ - ν = λ sign(xₖ) where xₖ is not zero, and |gₖ - ν| ≤ λ elsewhere, or only gₖ - ν ≤ λ where x ≥ 0, for some ν, here
    /// the mean of gₖ - λ sign(xₖ); g = Mᵀ(y - Mx) over ‖M‖‖y‖, with the norm of Frobenius.
    func violation(_ abundances: Matrix<Double>, _ recipe: SUnSAL.Recipe) -> Double {
        (0..<spectra.rows).map { violation(Array(abundances.row($0)), pixel: $0, recipe) }.max() ?? 0
    }

    private func violation(_ x: [Double], pixel: Int, _ recipe: SUnSAL.Recipe) -> Double {
        let (classes, bands) = (endmembers.rows, endmembers.columns)
        let y = spectra.row(pixel).map(Double.init)
        let rest = (0..<bands).map { band in (0..<classes).reduce(y[band]) { $0 - x[$1] * endmembers[$1, band] } }
        let gradient = (0..<classes).map { index in (0..<bands).reduce(0) { $0 + endmembers[index, $1] * rest[$1] } }
        let size = norm(endmembers.elements) * norm(y)
        let sparsity = recipe.sparsity
        func slope(_ index: Int) -> Double { gradient[index] - (x[index] < 0 ? -sparsity : sparsity) }
        let support = (0..<classes).filter { x[$0] != 0 }
        let sumsToOne = recipe.constraints.contains(.sumToOne)
        let level = sumsToOne ? support.reduce(0) { $0 + slope($1) } / Double(max(support.count, 1)) : 0
        var worst = sumsToOne ? abs(x.reduce(0, +) - 1) : 0
        for index in 0..<classes {
            if x[index] != 0 {
                worst = max(worst, abs(slope(index) - level) / size)
            } else if recipe.constraints.contains(.positivity) {
                worst = max(worst, (gradient[index] - level - sparsity) / size)
            } else {
                worst = max(worst, (abs(gradient[index] - level) - sparsity) / size)
            }
            if recipe.constraints.contains(.positivity) { worst = max(worst, -x[index]) }
        }
        return worst
    }
}

/// The Euclidean length.
func norm(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

extension SUnSAL.Recipe {
    /// A problem with given constraints and weight.
    init(_ constraints: SUnSAL.Constraints, sparsity: Double = 0) {
        self.init()
        self.constraints = constraints
        self.sparsity = sparsity
    }

    /// The four problems of the paper.
    static let allConstraints: [SUnSAL.Constraints] = [[], .positivity, .sumToOne, [.positivity, .sumToOne]]
}
