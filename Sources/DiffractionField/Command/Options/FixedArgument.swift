internal import ArgumentParser
internal import PowderDiffraction

/// A parameter that stays at a value, such as `calcite.a=4.99`, or where a refinement begins, such as `hematite.size`.
struct FixedArgument: ExpressibleByArgument {
    let parameter: FixedParameter

    /// Reads the name of a phase, or `instrument`, a point, the name of a parameter, and the value, if any, behind `=`.
    init?(argument: String) {
        let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // Names of phases may have points, those of parameters have none.
        guard let point = sides[0].lastIndex(of: ".") else { return nil }
        let (owner, name) = (sides[0][..<point], sides[0][sides[0].index(after: point)...])
        guard !owner.isEmpty, !name.isEmpty else { return nil }
        var value: Double?
        if sides.count == 2 {
            guard let number = Double(sides[1]), !number.isNaN else { return nil }
            value = number
        }
        parameter = FixedParameter(
            phase: owner == FixedParameter.instrument ? nil : String(owner), name: String(name), value: value)
    }
}
