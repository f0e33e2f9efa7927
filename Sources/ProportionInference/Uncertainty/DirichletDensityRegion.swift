internal import Foundation

/// Highest-density regions {y : ln f(y; α) ≥ c} of Dirichlet distributions, with one c for all samples.
///
/// With c a ``ConformalQuantile`` of −ln f at known proportions they hold the true proportions as often as other conformal
/// sets do. The published way lays a grid on the simplex and keeps the points in the region. Here the extent of the region
/// along each class is computed as that grid would have it if it were infinitely fine: αₖ ≥ 1 makes ln f concave, and its
/// maximum at a given yₖ is known, so that both ends are roots of a function of yₖ alone. Zeros among known proportions have
/// no density and are replaced as losses replace them.
///
/// Source: L. P. Amaral, L. M. C. Cabezas, T. R. Ramos, G. H. A. Pereira, *Conformal prediction for compositional data*,
/// arXiv 2511.18141, 2025, region by grid.
public enum DirichletDensityRegion {
    /// −ln f at known proportions, zeros replaced.
    ///
    /// - Parameters:
    ///   - targets: The proportions, one a class.
    ///   - concentrations: α, one a class, each one or more.
    /// - Returns: −ln f.
    public static func score(targets: some Collection<Double>, concentrations: some Collection<Double>) -> Double {
        let replaced = targets.map { max($0, ZeroReplacement.floor) }
        let total = replaced.reduce(0, +)
        return zip(replaced, concentrations).reduce(-logNorm(concentrations)) { $0 - ($1.1 - 1) * log($1.0 / total) }
    }

    /// The smallest and the largest proportion of a class in the region; nothing where the region is empty.
    ///
    /// - Parameters:
    ///   - k: The class.
    ///   - concentrations: α, one a class, each one or more.
    ///   - score: −c, the largest −ln f.
    /// - Returns: The two ends.
    public static func extent(of k: Int, concentrations: [Double], score: Double) -> ClosedRange<Double>? {
        let own = concentrations[k] - 1
        let others = concentrations.indices.filter { $0 != k }.map { concentrations[$0] - 1 }
        let rest = others.reduce(0, +)
        let constant =
            logNorm(concentrations) + others.filter { $0 > 0 }.reduce(0) { $0 + $1 * log($1 / rest) } + score
        func excess(_ y: Double) -> Double {
            constant + (own > 0 ? own * log(y) : 0) + (rest > 0 ? rest * log1p(-y) : 0)
        }
        let mode = own + rest > 0 ? own / (own + rest) : 0.5
        guard excess(mode) >= 0 else { return nil }
        func root(inside: Double, outside: Double) -> Double {
            if excess(outside) >= 0 { return outside }
            var (inside, outside) = (inside, outside)
            for _ in 0..<60 {
                let middle = (inside + outside) / 2
                if excess(middle) >= 0 { inside = middle } else { outside = middle }
            }
            return inside
        }
        return root(inside: mode, outside: 0)...root(inside: mode, outside: 1)
    }

    /// ln Γ(S) − Σ ln Γ(αₖ).
    private static func logNorm(_ concentrations: some Collection<Double>) -> Double {
        lgamma(concentrations.reduce(0, +)) - concentrations.reduce(0) { $0 + lgamma($1) }
    }
}
