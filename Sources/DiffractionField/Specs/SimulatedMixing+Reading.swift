internal import DeclarativeFiles
internal import PowderDiffraction

extension SimulatedMixing {
    /// Reads the section `mixtures` of a simulation, and reports what is wrong with it.
    ///
    /// ```yaml
    /// mixtures:
    ///   phases: [1, 4]     # how many phases a mixture holds
    ///   smallest: 0.01     # no phase of a mixture has less
    /// ```
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
}
