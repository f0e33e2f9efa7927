internal import DeclarativeFiles
internal import NumericalMethods

/// Which mixtures are simulated, as the section `mixtures` of a simulation says it.
///
/// The number of phases is drawn first, all numbers equally likely, then which phases, then their proportions, uniformly
/// over the simplex.
///
/// ```yaml
/// mixtures:
///   phases: [1, 4]     # how many phases a mixture holds
///   smallest: 0.01     # no phase of a mixture has less
/// ```
struct SimulatedMixing: Sendable, Hashable {
    /// How many phases a mixture holds.
    let phases: ClosedRange<Int>
    /// The least proportion of a phase that a mixture holds.
    let smallest: Double

    /// Reads a section, and reports what is wrong with it.
    static func read(_ section: Section, phaseCount: Int) -> SimulatedMixing? {
        section.explain([
            "phases": "The least and the largest number of phases in a mixture; from one to all where it is left out.",
            "smallest": "The least proportion of a phase that a mixture holds.",
        ])
        section.explain("phases", is: "a range [least, largest]")
        let range = section.contains("phases") ? section.integers("phases", in: 1...phaseCount) : [1, phaseCount]
        let smallest = section.number("smallest", in: 0...1, default: 0)
        section.finish()
        guard let range, let smallest else { return nil }
        guard range.count == 2, range[0] <= range[1] else {
            section.report("'phases' must be the least and the largest number of phases in a mixture", at: "phases")
            return nil
        }
        guard smallest * Double(range[1]) < 1 else {
            section.report("\(range[1]) phases of \(smallest) or more each do not fit into a mixture", at: "smallest")
            return nil
        }
        return SimulatedMixing(phases: range[0]...range[1], smallest: smallest)
    }

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
