import Foundation

extension RandomStream {
    /// Draws from the normal distribution of mean 0 and variance 1.
    ///
    /// The polar method makes two numbers at a time. The second is dropped, so that what follows depends only on how many
    /// draws were made before.
    ///
    /// Source: G. Marsaglia and T. A. Bray, *A Convenient Method for Generating Normal Variables*, SIAM Review 6, 1964.
    public mutating func normal() -> Double {
        let (x, square) = pointOfDisk()
        return x * (-2 * log(square) / square).squareRoot()
    }

    /// Passes over a draw of ``normal()``: what is drawn next is the same as after that.
    package mutating func skipNormal() { _ = pointOfDisk() }

    /// A point of the unit disk: its first coordinate, and its squared distance from the middle.
    private mutating func pointOfDisk() -> (x: Double, square: Double) {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square < 1 && square > 0 { return (x, square) }
        }
    }

    /// Draws from the gamma distribution of a given shape and of scale 1.
    ///
    /// Far below a shape of 1 nearly all draws are so small that they round to zero.
    ///
    /// - Parameter shape: The shape, a positive finite number. It is also the mean and the variance.
    /// - Returns: A number that is zero or more.
    public mutating func gamma(shape: Double) -> Double {
        exp(logGamma(shape: shape))
    }

    /// Draws proportions from the Dirichlet distribution.
    ///
    /// They are gamma draws divided by their sum. The division is done on logarithms, so that small concentrations,
    /// whose draws would all round to zero, still give a point of the simplex.
    ///
    /// - Parameter concentrations: The parameters α, one a class, positive finite numbers; at least one.
    /// - Returns: One proportion a class; their sum is one up to rounding.
    public mutating func dirichlet(_ concentrations: [Double]) -> [Double] {
        precondition(!concentrations.isEmpty, "a Dirichlet distribution needs at least one concentration")
        var draws: [Double] = []
        for concentration in concentrations {
            draws.append(logGamma(shape: concentration))
        }
        let largest = draws.reduce(-Double.infinity, max)
        let weights = draws.map { exp($0 - largest) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// Draws the logarithm of a gamma variate of scale 1.
    ///
    /// Source: G. Marsaglia and W. W. Tsang, *A Simple Method for Generating Gamma Variables*, ACM Transactions on
    /// Mathematical Software 26, 2000; section 6 has the step from a shape below 1 to one above.
    private mutating func logGamma(shape: Double) -> Double {
        precondition(shape > 0 && shape.isFinite, "a gamma distribution of shape \(shape)")
        guard shape >= 1 else {
            // The limit keeps the smallest shapes, for which the quotient overflows, finite.
            return logGamma(shape: shape + 1) + max(log(1 - uniform()) / shape, -.greatestFiniteMagnitude)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if log(1 - uniform()) < x * x / 2 + d * (1 - v + log(v)) {
                return log(d) + log(v)
            }
        }
    }
}
