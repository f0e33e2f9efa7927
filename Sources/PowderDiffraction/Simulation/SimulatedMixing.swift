internal import DeclarativeFiles
internal import NumericalMethods

/// Which mixtures are simulated.
///
/// The number of phases is drawn first, all numbers equally likely, then which phases, then their proportions, uniformly
/// over the simplex.
package struct SimulatedMixing: Sendable, Hashable {
    /// How many phases a mixture holds.
    let phases: ClosedRange<Int>
    /// The least proportion of a phase that a mixture holds.
    let smallest: Double

    package init(phases: ClosedRange<Int>, smallest: Double = 0) {
        self.phases = phases
        self.smallest = smallest
    }

    /// Mixtures of one phase up to all of so many.
    package static func anyNumber(of phases: Int) -> SimulatedMixing { SimulatedMixing(phases: 1...phases) }

    var canonical: StructuredValue {
        [
            "phases": .array([.integer(phases.lowerBound), .integer(phases.upperBound)]),
            "smallest": .number(smallest),
        ]
    }

    /// Draws the proportions of a mixture.
    ///
    /// - Parameters:
    ///   - count: The number of phases that there are to choose from.
    ///   - stream: The source of the draws.
    /// - Returns: The proportions; those of phases that the mixture does not hold are zero.
    func draw(phases count: Int, from stream: inout RandomStream) -> [Double] {
        let held = phases.lowerBound + stream.integer(below: phases.count)
        var order = Array(0..<count)
        stream.shuffle(&order)
        let shares = stream.dirichlet(Array(repeating: 1, count: held))
        var proportions = [Double](repeating: 0, count: count)
        for (phase, share) in zip(order, shares) {
            proportions[phase] = smallest + (1 - smallest * Double(held)) * share
        }
        return proportions
    }
}
