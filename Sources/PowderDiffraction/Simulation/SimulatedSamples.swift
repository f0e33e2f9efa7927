package import NumericalMethods

/// Simulated patterns, and what they are patterns of.
package struct SimulatedSamples: Sendable {
    /// The patterns as they are prepared for networks, samples x points.
    package let patterns: Matrix<Float>
    /// The weight fractions of the phases, samples x phases.
    package let fractions: Matrix<Double>

    /// Makes samples of patterns and as many rows of fractions.
    package init(patterns: Matrix<Float>, fractions: Matrix<Double>) {
        precondition(
            patterns.rows == fractions.rows, "\(patterns.rows) patterns with \(fractions.rows) rows of fractions")
        self.patterns = patterns
        self.fractions = fractions
    }
}
