internal import Foundation

/// A parameter of a model that is fixed, and its value in the model's own unit.
struct HeldParameter: Sendable {
    let parameter: RefinedParameter
    /// The value, or nothing where the parameter stays where a refinement begins.
    let value: Double?

    /// Finds what a name means for given structures.
    ///
    /// - Parameters:
    ///   - fixed: The name and the value.
    ///   - structures: The phases.
    /// - Throws: ``UnfixableParameter`` where there is no such phase or parameter, and where the value is none that it can
    ///   have.
    init(_ fixed: FixedParameter, structures: [CrystalStructure]) throws(UnfixableParameter) {
        let phase = fixed.phase.map { name in structures.firstIndex { $0.name == name } }
        if case .some(.none) = phase {
            throw UnfixableParameter(
                description: "no phase '\(fixed.phase ?? "")' has a parameter to fix; phases are "
                    + structures.map(\.name).joined(separator: ", "))
        }
        let candidates = RefinedFamily.allCases.flatMap { RefinedParameter.parameters(of: $0, structures: structures) }
            .filter { $0.phase == phase ?? nil }
        guard let parameter = candidates.first(where: { $0.name == fixed.name }) else {
            throw UnfixableParameter(
                description: "there is no parameter '\(fixed.label)'; \(fixed.phase ?? FixedParameter.instrument) has "
                    + candidates.map(\.name).joined(separator: ", "))
        }
        self.parameter = parameter
        guard let shown = fixed.value else {
            value = nil
            return
        }
        let value = parameter.modelValue(shown)
        guard parameter.fixableValues.contains(value), value.isFinite else {
            let ends = [parameter.fixableValues.lowerBound, parameter.fixableValues.upperBound]
                .map(parameter.shownValue).sorted()
            throw UnfixableParameter(
                description: "\(fixed.label) cannot be \(shown): it lies between \(ends[0]) and \(ends[1])")
        }
        self.value = value
    }

    /// Puts it into the state that a refinement begins with.
    ///
    /// - Parameters:
    ///   - state: The state.
    ///   - families: What the refinement would vary: such a parameter of a phase begins where it is expected, and any
    ///     other stays as it is.
    func hold(in state: inout PatternState, families: Set<RefinedFamily>) {
        if let value {
            state.set(parameter, to: value)
        } else if parameter.phase != nil, families.contains(parameter.family) {
            state.set(parameter, to: parameter.restraint.expected)
        }
    }
}

extension FixedParameter {
    /// Requires that phases have such a parameter, and that it can have the value.
    ///
    /// - Throws: ``UnfixableParameter`` otherwise.
    public func check(for structures: [CrystalStructure]) throws(UnfixableParameter) {
        _ = try HeldParameter(self, structures: structures)
    }
}

extension RefinedParameter {
    /// What results call it.
    var name: String { RefinementResult.Value.nameAndUnit(line).0 }

    /// A value as the model has it, of one as results show it.
    fileprivate func modelValue(_ shown: Double) -> Double {
        switch line {
        case .inverseSize: 1 / shown
        case .squaredAxialDivergence: shown < 0 ? -1 : shown * shown
        case .overflowSine: (0...180).contains(shown) ? sin(shown / 2 * .pi / 180) : -1
        default: shown
        }
    }

    /// A value as results show it, of one as the model has it.
    fileprivate func shownValue(_ value: Double) -> Double {
        switch line {
        case .inverseSize: 1 / value
        case .squaredAxialDivergence: value.squareRoot()
        case .overflowSine: 2 * asin(value) * 180 / .pi
        default: value
        }
    }

    /// The values that it may be fixed at: beyond its bounds where only these keep a refinement from straying.
    fileprivate var fixableValues: ClosedRange<Double> {
        switch line {
        case .inverseSize: 0...1
        case .strain: 0...0.1
        case .sampleDisplacement: -2...2
        case .zeroShift: -1...1
        case .gaussianWidth: 1e-6...1
        case .gaussianWidening, .lorentzianWidth: 0...1
        case .squaredAxialDivergence: 0...0.01
        case .overflowSine: 0...1
        default: restraint.lower...restraint.upper
        }
    }
}
