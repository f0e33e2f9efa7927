internal import Foundation
package import DeclarativeFiles
package import NumericalMethods

/// The values that a parameter takes in simulated samples: all between two ends equally likely.
package struct ValueRange: Sendable, Hashable {
    /// What is equally likely.
    package enum Scale: Sendable {
        /// Equal differences.
        case linear
        /// Equal ratios; both ends are above zero.
        case logarithmic
    }

    /// The least value.
    package let low: Double
    /// The largest value.
    package let high: Double
    /// What is equally likely.
    package let scale: Scale

    /// Makes a range of one or more values.
    package init(_ low: Double, _ high: Double, scale: Scale = .linear) {
        precondition(low <= high && (scale == .linear || low > 0), "a range from \(low) to \(high), \(scale)")
        self.low = low
        self.high = high
        self.scale = scale
    }

    /// A parameter that does not vary.
    package static func fixed(_ value: Double) -> ValueRange { ValueRange(value, value) }

    /// Draws a value.
    ///
    /// One number is drawn whatever the range is, so that changing it does not change others' values.
    package func draw(from stream: inout RandomStream) -> Double {
        value(at: stream.uniform())
    }

    /// The value at a share of the way from the least to the largest, along what is equally likely.
    func value(at share: Double) -> Double {
        switch scale {
        case .linear: low + (high - low) * share
        case .logarithmic: low * pow(high / low, share)
        }
    }

    /// The two ends.
    package var canonical: StructuredValue { [.number(low), .number(high)] }
}
