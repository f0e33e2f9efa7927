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

extension RandomStream {
    /// Draws from the Poisson distribution: a number of counts where so many are expected.
    ///
    /// Source: below 10, products of uniform numbers (D. E. Knuth, *The Art of Computer Programming* 2, section 3.4.1);
    /// from 10 on, transformed rejection (W. Hörmann, *The transformed rejection method for generating Poisson random
    /// variables*, Insurance: Mathematics and Economics 12, 1993, algorithm PTRS).
    ///
    /// - Parameter mean: The expected number, zero or more and finite.
    /// - Returns: A whole number.
    public mutating func poisson(mean: Double) -> Double {
        precondition(mean >= 0 && mean.isFinite, "a Poisson distribution of mean \(mean)")
        return mean < 10 ? poissonByProducts(mean: mean) : poissonByRejection(mean: mean)
    }

    /// Draws from a Poisson distribution for every one of some numbers, one after the other as ``poisson(mean:)`` does.
    ///
    /// - Parameter means: The expected numbers; they give way to the draws.
    package mutating func replaceWithPoisson(means: UnsafeMutableBufferPointer<Double>) {
        var stream = self
        for index in means.indices { means[index] = stream.poisson(mean: means[index]) }
        self = stream
    }

    private mutating func poissonByProducts(mean: Double) -> Double {
        let limit = exp(-mean)
        var count = 0.0
        var product = uniform()
        while product > limit {
            count += 1
            product *= uniform()
        }
        return count
    }

    private mutating func poissonByRejection(mean: Double) -> Double {
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let certain = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = 1 - uniform()
            let us = 0.5 - abs(u)
            let count = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07, v <= certain { return count }
            guard count >= 0, us >= 0.013 || v <= us else { continue }
            // The reentrant one of the two: `lgamma` writes a global.
            var sign: Int32 = 0
            let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
            let bound = count * log(mean) - mean - lgamma_r(count + 1, &sign)
            if log(v * inverseAlpha / (a / (us * us) + b)) <= bound { return count }
        }
    }
}
