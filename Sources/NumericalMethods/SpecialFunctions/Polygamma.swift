import Foundation

/// The digamma function ψ(x) = d/dx ln Γ(x) of a positive number.
///
/// - ψ has its only positive zero at x₀ = 1.4616…. For |x − x₀| < 0.15 the Taylor series at x₀ is summed, so that the
///   relative error stays small where ψ itself vanishes.
/// - Elsewhere below 8, ψ(x) = ψ(x + 8) − Σ 1/(x + k) over k = 0…7.
/// - From 8 on, ψ(x) = ln x − 1/(2x) − Σ B₂ₙ/(2n x²ⁿ) over n = 1…9 with the Bernoulli numbers B₂ₙ.
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 6.3.5 and 6.3.18. The relative error is below
/// 5e-15 for 1e-6 ≤ x ≤ 1e8.
///
/// - Parameter x: The argument, a positive number.
/// - Returns: ψ(x). It is +∞ for +∞, and not a number for an argument that is zero, negative, or not a number.
public func digamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    // The zero in two parts: the first subtraction is exact near it.
    let distance = (x - 1.4616321449683622) - 9.549995429965697e-17
    if abs(distance) < 0.15 {
        return distance * polynomial(taylorOfDigammaAtItsZero, at: distance)
    }
    return x < 8 ? digammaFromEight(x + 8) - reciprocals(x).sum() : digammaFromEight(x)
}

/// The trigamma function ψ₁(x) = d²/dx² ln Γ(x) of a positive number.
///
/// - Below 8, ψ₁(x) = ψ₁(x + 8) + Σ 1/(x + k)² over k = 0…7.
/// - From 8 on, ψ₁(x) = 1/x + 1/(2x²) + Σ B₂ₙ/x²ⁿ⁺¹ over n = 1…9.
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 6.4.6 and 6.4.12. The relative error is below
/// 2e-15 for 1e-6 ≤ x ≤ 1e8.
///
/// - Parameter x: The argument, a positive number.
/// - Returns: ψ₁(x). It is 0 for +∞, and not a number for an argument that is zero, negative, or not a number.
public func trigamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    guard x < 8 else { return trigammaFromEight(x) }
    let poles = reciprocals(x)
    return trigammaFromEight(x + 8) + (poles * poles).sum()
}

/// 1/(x + k) for k = 0…7: eight steps of the recurrence with one vector division.
@inline(__always)
private func reciprocals(_ x: Double) -> SIMD8<Double> {
    1 / (SIMD8(repeating: x) + SIMD8(0, 1, 2, 3, 4, 5, 6, 7))
}

@inline(__always)
private func digammaFromEight(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    return log(x) - (inverse / 2 + square * polynomial(digammaTail, at: square))
}

@inline(__always)
private func trigammaFromEight(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    return inverse + (square / 2 + inverse * square * polynomial(bernoulliNumbers, at: square))
}

/// Σ cₙ xⁿ by Horner's rule.
@inline(__always)
private func polynomial(_ coefficients: [Double], at x: Double) -> Double {
    var sum = 0.0
    for coefficient in coefficients.reversed() {
        sum = coefficient.addingProduct(sum, x)
    }
    return sum
}

/// B₂ₙ for n = 1…9.
///
/// At x = 8 the first term left out is 4e-16 of ψ₁, and still less of ψ.
private let bernoulliNumbers: [Double] = [
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798,
]

/// B₂ₙ/(2n) for n = 1…9.
private let digammaTail: [Double] = [
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160, 43867.0 / 14364,
]

/// ψ⁽ⁿ⁾(x₀)/n! = (−1)ⁿ⁺¹ ζ(n+1, x₀) for n = 1…16.
///
/// `Tests/Fixtures/special-functions/make.py --coefficients` prints them. They shrink like x₀⁻ⁿ, so that at a distance
/// of 0.15 the first term left out is 2e-16 of the sum.
private let taylorOfDigammaAtItsZero: [Double] = [
    0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652,
    0.10782405069126237, -0.07219956125645471, 0.04880428816414311, -0.03316112647484736,
    0.022597648232218104, -0.01542476590494896, 0.010538791616612175, -0.007204534386356869,
    0.004926781395729853, -0.003369801655439328, 0.002305126326734928, -0.0015769367714301972,
]
