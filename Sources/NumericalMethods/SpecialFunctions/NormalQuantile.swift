internal import Foundation

/// The z for which a standard normal variable lies in −z...z with a probability.
///
/// - Parameter probability: The probability, from 0 to less than 1.
/// - Returns: z, within 1e-12 of the exact one up to a probability of 0.9999.
public func normalReach(_ probability: Double) -> Double {
    precondition((0..<1).contains(probability), "a reach of probability \(probability)")
    var (low, high) = (0.0, 40.0)
    // The complement keeps its digits where the probability is near one.
    for _ in 0..<60 {
        let middle = (low + high) / 2
        if erfc(middle / 2.0.squareRoot()) > 1 - probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
}
