package import DeclarativeFiles

/// What is done to a pattern before a network sees it, simulated and measured ones alike; in the end its highest value
/// is 1.
package struct PatternPreparation: Sendable, Hashable {
    /// The width of the window in which the background is the least value, in degrees, or nothing where it is kept.
    let backgroundWindow: Double?
    /// Whether square roots are taken, which give weak lines more to say.
    let takesRoots: Bool

    package init(backgroundWindow: Double?, takesRoots: Bool) {
        self.backgroundWindow = backgroundWindow
        self.takesRoots = takesRoots
    }

    package var canonical: StructuredValue {
        [
            "background": backgroundWindow.map { ["rolling-minimum": .number($0)] } ?? "kept",
            "intensities": takesRoots ? "square-root" : "linear",
        ]
    }

    /// Prepares a pattern, in place.
    ///
    /// - Parameters:
    ///   - pattern: The pattern. Values below the background become zero; one without any value above it stays zero.
    ///   - step: The distance of two points, in degrees.
    package func apply(to pattern: UnsafeMutableBufferPointer<Double>, step: Double) {
        if let backgroundWindow {
            RollingMinimum(reach: max(1, Int((backgroundWindow / step / 2).rounded()))).subtract(from: pattern)
        }
        let highest = pattern.reduce(0, max)
        let scale = highest > 0 ? 1 / highest : 0
        for index in pattern.indices {
            let value = max(pattern[index], 0) * scale
            pattern[index] = takesRoots ? value.squareRoot() : value
        }
    }
}

extension PatternPreparation: CustomStringConvertible {
    /// The preparation in words.
    package var description: String {
        let background = backgroundWindow.map { "less the rolling minimum over \($0)°" } ?? "with their background"
        return "intensities \(background), \(takesRoots ? "square roots, " : "")highest value 1"
    }
}
