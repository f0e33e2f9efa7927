internal import Foundation

extension VerdictEvidence {
    /// What is known of each refined parameter, but for those of phases that are not there.
    static func parameters(_ model: RefinementModel, _ point: RefinementPoint) -> [Parameter] {
        model.parameters.indices.filter { model.isFree[$0] && isThere(model.parameters[$0], point) }.map { index in
            let parameter = model.parameters[index]
            let (restraint, value) = (parameter.restraint, point.values[index])
            let known = RefinementResult.Value(
                parameter, value: value, uncertainty: nil, phase: phaseName(parameter, model), isAtBound: false)
            return Parameter(
                name: name(parameter, model), family: parameter.family,
                value: String(format: "%.5g", known.value) + (known.unit.isEmpty ? "" : " " + known.unit),
                spreads: (value - restraint.expected) / restraint.spread,
                isHeld: value >= restraint.upper || (value <= restraint.lower && !parameter.family.endsInNature))
        }
    }

    /// The pairs of scales and parameters of different phases, the most correlated first.
    static func correlations(
        _ model: RefinementModel, _ point: RefinementPoint, _ covariance: Covariance
    ) -> [Correlation] {
        let scales = model.phases.indices.filter { point.linear[$0] > 0 }.map { phase in
            (unknown: phase, phase: phase, name: "the scale of \(model.phases[phase].structure.name)")
        }
        let others = model.parameters.indices.compactMap { index -> (unknown: Int, phase: Int, name: String)? in
            let parameter = model.parameters[index]
            guard model.isFree[index], let phase = parameter.phase, isThere(parameter, point) else { return nil }
            return (point.linear.count + index, phase, name(parameter, model))
        }
        let unknowns = (scales + others).filter { covariance.contains($0.unknown) }
        let deviations = unknowns.map { covariance[$0.unknown, $0.unknown].squareRoot() }
        var found: [Correlation] = []
        for (index, first) in unknowns.enumerated() {
            for (place, second) in unknowns.enumerated().dropFirst(index + 1) where second.phase != first.phase {
                let product = deviations[index] * deviations[place]
                guard product > 0 else { continue }
                let value = covariance[first.unknown, second.unknown] / product
                if abs(value) > 0.9 { found.append(Correlation(first: first.name, second: second.name, value: value)) }
            }
        }
        return found.sorted { abs($0.value) > abs($1.value) }
    }

    private static func isThere(_ parameter: RefinedParameter, _ point: RefinementPoint) -> Bool {
        parameter.phase.map { point.linear[$0] > 0 } ?? true
    }

    private static func phaseName(_ parameter: RefinedParameter, _ model: RefinementModel) -> String? {
        parameter.phase.map { model.phases[$0].structure.name }
    }

    private static func name(_ parameter: RefinedParameter, _ model: RefinementModel) -> String {
        let own = RefinementResult.Value(parameter, value: 1, uncertainty: nil, phase: nil, isAtBound: false).name
        return phaseName(parameter, model).map { "\(own) of \($0)" } ?? own
    }
}

extension RefinedFamily {
    /// Whether the lower bound is the end of what is possible, such as no strain, and so nothing to wonder at.
    var endsInNature: Bool {
        switch self {
        case .size, .strain, .gaussianWidth, .gaussianWidening, .lorentzianWidth, .axialDivergence, .beamOverflow:
            true
        case .cellLengths, .cellAngles, .displacement, .texture, .sampleDisplacement, .zeroShift: false
        }
    }
}
