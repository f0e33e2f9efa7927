import Foundation

/// The regularized incomplete beta function Iₓ(a, b) = B(x; a, b)/B(a, b): the probability of a draw from Beta(a, b) below x.
///
/// Below the mean (a + 1)/(a + b + 2) it is the continued fraction of DLMF 8.17.22 by Lentz's method, times
/// xᵃ(1 − x)ᵇ/(a B(a, b)); above it is 1 − I₁₋ₓ(b, a). The factor is computed from Stirling's remainders, so that no large
/// logarithms are subtracted.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.17. The error is below 1e-10, absolute, and 2e-10 of the value
/// where that is above 1e-200, for a and b from 0.01 to 1e6.
///
/// - Parameters:
///   - x: The upper limit, 0 to 1.
///   - a: The first parameter, above zero.
///   - b: The second parameter, above zero.
/// - Returns: Iₓ(a, b); not a number where an argument is, or is outside of its range.
public func regularizedIncompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x >= 0, x <= 1, a > 0, b > 0, a.isFinite, b.isFinite else { return .nan }
    return incompleteBeta(x, 1 - x, a, b)
}

/// The number below which a draw from Beta(a, b) lies with a probability: the inverse of
/// ``regularizedIncompleteBeta(_:_:_:)`` in x.
///
/// The root is enclosed by bisection and closed in on by Newton's steps, whose derivative is the density.
///
/// - Parameters:
///   - probability: The probability, 0 to 1.
///   - a: The first parameter, above zero.
///   - b: The second parameter, above zero.
/// - Returns: The quantile; not a number where an argument is, or is outside of its range.
public func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    guard probability >= 0, probability <= 1, a > 0, b > 0, a.isFinite, b.isFinite else { return .nan }
    if probability == 0 || probability == 1 { return probability }
    var (low, high) = (0.0, 1.0)
    var x = a / (a + b)
    for _ in 0..<200 {
        let excess = incompleteBeta(x, 1 - x, a, b) - probability
        if excess == 0 { return x }
        if excess > 0 { high = x } else { low = x }
        let slope = betaPower(x, 1 - x, a, b) / (x * (1 - x))
        let next = x - excess / slope
        // Where a step leaves the interval, or the density is too small to step by, the interval is halved; near zero that is
        // done on a logarithmic scale.
        let middle = low == 0 || high > 16 * low ? (max(low, 1e-300) * high).squareRoot() : (low + high) / 2
        let chosen = next > low && next < high ? next : middle
        if abs(chosen - x) <= 1e-15 * chosen { return chosen }
        x = chosen
    }
    return x
}

/// The number t that a draw from Student's distribution exceeds in magnitude with a probability.
///
/// - Parameters:
///   - probability: The probability of |T| > t, above 0 and at most 1.
///   - degrees: The degrees of freedom ν, above zero.
/// - Returns: t, from Iₓ(ν/2, ½) with x = ν/(ν + t²); not a number where an argument is outside of its range.
public func studentQuantile(twoSided probability: Double, degrees: Double) -> Double {
    let x = betaQuantile(probability, degrees / 2, 0.5)
    return (degrees * (1 - x) / x).squareRoot()
}

/// The probability that a draw from Student's distribution exceeds |t| in magnitude.
///
/// - Parameters:
///   - t: The number.
///   - degrees: The degrees of freedom ν, above zero.
/// - Returns: Iₓ(ν/2, ½) with x = ν/(ν + t²); zero for an infinite t.
public func studentProbability(twoSided t: Double, degrees: Double) -> Double {
    let ratio = t * t / degrees
    return ratio.isInfinite ? 0 : regularizedIncompleteBeta(1 / (1 + ratio), degrees / 2, 0.5)
}

/// Iₓ(a, b), with y = 1 − x given beside x.
private func incompleteBeta(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    if x == 0 || y == 0 { return x }
    guard x <= (a + 1) / (a + b + 2) else { return 1 - incompleteBeta(y, x, b, a) }
    return betaPower(x, y, a, b) / a * betaFraction(x, a, b)
}

/// The continued fraction of DLMF 8.17.22, by Lentz's method.
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var numerator = 1.0
    var denominator = 1 - (a + b) * x / (a + 1)
    denominator = 1 / (abs(denominator) < tiny ? tiny : denominator)
    var value = denominator
    // It converges in about √max(a, b) steps.
    for step in 1...100_000 {
        let m = Double(step)
        for term in [
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ] {
            denominator = 1 + term * denominator
            denominator = 1 / (abs(denominator) < tiny ? tiny : denominator)
            numerator = 1 + term / numerator
            if abs(numerator) < tiny { numerator = tiny }
            value *= denominator * numerator
        }
        if abs(denominator * numerator - 1) < 1e-16 { break }
    }
    return value
}

/// xᵃ yᵇ/B(a, b).
///
/// With p = a/(a + b), q = b/(a + b) and Γ(z) = √(2π/z) (z/e)ᶻ exp Δ(z) it is
/// √(ab/(2π(a + b))) (x/p)ᵃ (y/q)ᵇ exp(Δ(a + b) − Δ(a) − Δ(b)).
private func betaPower(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let (p, q) = (a / (a + b), b / (a + b))
    // The excess of x over p is that of q over y; which is exact depends on which is small.
    let exponent = a * logRatio(x, p) + b * logRatio(y, q)
    let remainders = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b)
    return (a * q / (2 * .pi)).squareRoot() * exp(exponent + remainders)
}

/// ln(u/v), without loss of digits where the two are close.
private func logRatio(_ u: Double, _ v: Double) -> Double {
    abs(u - v) < 0.5 * v ? log1p((u - v) / v) : log(u / v)
}

/// Δ(z) = ln Γ(z) − (z − ½) ln z + z − ½ ln 2π: Stirling's series from 10 on, with five terms.
private func stirlingRemainder(_ z: Double) -> Double {
    guard z >= 10 else { return lgamma(z) - (z - 0.5) * log(z) + z - 0.918_938_533_204_672_8 }
    let square = 1 / (z * z)
    return
        (1.0 / 12 - square
        * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691 / 360_360)))))
        / z
}
