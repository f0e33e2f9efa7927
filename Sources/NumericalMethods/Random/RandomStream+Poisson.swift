import Foundation

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

    /// Draws from a Poisson distribution for every one of some numbers, eight at a time.
    ///
    /// Each of eight streams, which this one starts, draws a pair of uniform numbers. What that leaves undecided goes on one
    /// after the other.
    ///
    /// - Parameter means: The expected numbers, zero or more and finite; they give way to the draws.
    package mutating func replaceWithPoisson(means: UnsafeMutableBufferPointer<Double>) {
        typealias Vector = SIMD8<Double>
        var stream = self
        var lanes = RandomLanes(from: &stream)
        for first in stride(from: 0, to: means.count, by: Vector.scalarCount) {
            let count = min(Vector.scalarCount, means.count - first)
            var mean = Vector.zero
            for lane in 0..<count { mean[lane] = means[first + lane] }
            let (u, v) = (lanes.uniform() - 0.5, 1 - lanes.uniform())
            let b = 0.931 + 2.53 * mean.squareRoot()
            let a = -0.059 + 0.02483 * b
            let us = 0.5 - u.replacing(with: -u, where: u .< 0)
            let counts = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            let isDecided =
                (us .>= 0.07) .& (v .<= 0.9277 - 3.6224 / (b - 2)) .& (mean .>= 10) .& (mean .< .infinity)
            for lane in 0..<count {
                means[first + lane] =
                    isDecided[lane]
                    ? counts[lane]
                    : mean[lane] < 10 || !mean[lane].isFinite
                        ? stream.poisson(mean: mean[lane])
                        : stream.poissonByRejection(mean: mean[lane], first: (u[lane], v[lane]))
            }
        }
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

    /// Draws by rejection; `first` is the first pair of uniform numbers, which is drawn where it is left out.
    private mutating func poissonByRejection(mean: Double, first: (u: Double, v: Double)? = nil) -> Double {
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let certain = 0.9277 - 3.6224 / (b - 2)
        var (u, v) = first ?? (uniform() - 0.5, 1 - uniform())
        while true {
            let us = 0.5 - abs(u)
            let count = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07, v <= certain { return count }
            if count >= 0, us >= 0.013 || v <= us {
                let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
                let share = v * inverseAlpha / (a / (us * us) + b)
                if Self.isBelowPoisson(share, count: count, mean: mean) { return count }
            }
            (u, v) = (uniform() - 0.5, 1 - uniform())
        }
    }

    /// Whether a number is at most the probability e^-m m^k / k!.
    ///
    /// From 10 counts on ln k! is Stirling's series, which is exact to 10⁻¹⁰ there; with ln(m/k) in place of two logarithms.
    private static func isBelowPoisson(_ share: Double, count k: Double, mean: Double) -> Bool {
        guard k >= 10 else {
            // The reentrant one of the two: `lgamma` writes a global.
            var sign: Int32 = 0
            return log(share) <= k * log(mean) - mean - lgamma_r(k + 1, &sign)
        }
        let inverse = 1 / k
        let squared = inverse * inverse
        let series = inverse * (1.0 / 12 - squared * (1.0 / 360 - squared * (1.0 / 1260)))
        return log(share * (2 * .pi * k).squareRoot()) <= k * log(mean * inverse) + (k - mean) - series
    }
}
