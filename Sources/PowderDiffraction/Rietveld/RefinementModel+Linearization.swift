extension RefinementModel {
    /// Linearizes the model about a point.
    ///
    /// - Parameters:
    ///   - point: A point of this model.
    ///   - workspace: Memory to compute in. What it held before does not matter.
    /// - Returns: The derivatives; those along parameters that are not varied are zero.
    func linearization(at point: RefinementPoint, in workspace: RefinementWorkspace) -> RefinementLinearization {
        for parameter in parameters.indices { workspace.clearDerivative(along: parameter) }
        for phase in phases.indices {
            let scale = point.linear[phase]
            let varied = parameters.indices.filter { index in
                isFree[index] && scale > 0 && (parameters[index].phase ?? phase) == phase
            }
            draw(phase, point.state, scale: scale, varied: varied, in: workspace)
        }
        weighBackground(in: workspace)
        for parameter in parameters.indices { workspace.weighDerivative(along: parameter, weights) }
        let count = linearCount + parameters.count
        var normal = workspace.normal(count).map { $0 / misfit }
        var descent = workspace.productWithResiduals(count, of: point.linear, weights).map { $0 / misfit }
        for (index, parameter) in parameters.enumerated() where isFree[index] {
            let weight = 1 / (parameter.restraint.spread * parameter.restraint.spread)
            normal[(linearCount + index) * (count + 1)] += weight
            descent[linearCount + index] -= weight * (point.values[index] - parameter.restraint.expected)
        }
        return RefinementLinearization(normal: normal, descent: descent, count: count)
    }

    /// The unknowns that a step changes: present phases, the background, and free parameters that no bound holds.
    func unknowns(at point: RefinementPoint, _ linearization: RefinementLinearization) -> [Int] {
        let linear = (0..<linearCount).filter { point.linear[$0] != 0 }
        let nonlinear = parameters.indices.filter { index in
            guard isFree[index] else { return false }
            let restraint = parameters[index].restraint
            let descent = linearization.descent[linearCount + index]
            return !(point.values[index] <= restraint.lower && descent < 0)
                && !(point.values[index] >= restraint.upper && descent > 0)
        }
        return linear + nonlinear.map { linearCount + $0 }
    }
}
