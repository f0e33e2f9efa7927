extension RefinementModel {
    /// The same model with the error of the model as part of the uncertainty of each point.
    ///
    /// Where the area of every reflection is wrong by a fraction τ_p of its phase on its own, a point x gets the variance
    ///
    ///     Σ_p τ_p² Σ_h A_h l_h(x),
    ///
    /// with the value l_h of the lines of a reflection at all wavelengths, and A_h, its whole area over the step. A lone reflection
    /// then tells its area to a fraction τ_p. Weights that are in proportion to 1/l_h let the sum over the points decide a
    /// line's scale, S = Σ y / Σ l, so that a profile that is too wide or too narrow changes the area little. With a variance
    /// in proportion to l_h² the scale would be the mean of y/l_h, which tails decide.
    ///
    /// - Parameters:
    ///   - point: Where the lines are.
    ///   - intensityError: The least τ_p, a fraction; with zero nothing is changed. Where the areas of a phase differ by more, τ_p is
    ///     what they differ by (``areaErrors(at:in:)``).
    ///   - workspace: Memory to compute in. What it held before does not matter.
    /// - Returns: The model.
    func reweighed(
        at point: RefinementPoint, intensityError: Double, in workspace: RefinementWorkspace
    ) -> RefinementModel {
        guard intensityError > 0 else { return self }
        let areaErrors = areaErrors(at: point, in: workspace)
        var variances = [Double](repeating: 0, count: pattern.twoTheta.count)
        for phase in phases.indices where point.linear[phase] > 0 {
            let known = workspace.factors[phase].values(of: phases[phase], cell: point.state.phases[phase].cell)
            let scale = point.linear[phase]
            var areas = [Double](repeating: 0, count: phases[phase].list.reflections.count)
            forEachWholeLine(phase, point.state, known: known) { line, _ in
                areas[line.reflection] += scale * line.area / pattern.step
            }
            let target = workspace.pattern(of: phase)
            target.update(repeating: .zero, count: workspace.vectors)
            let floor = floor(of: phase)
            forEachWholeLine(phase, point.state, known: known) { line, split in
                let area = areas[line.reflection]
                workspace.lines.add(
                    Line(
                        reflection: line.reflection, position: line.position, area: area * line.area,
                        shape: line.shape), split, floor: area * floor, to: target)
            }
            let error = max(intensityError, areaErrors[phase])
            for (index, value) in workspace.pattern(of: phase, scale: scale).enumerated() {
                variances[index] += error * error * value
            }
        }
        var model = self
        model.weights = PointWeights(
            pattern.weights.indices.map { index in
                1 / (1 / pattern.weights[index] + variances[index])
            }, of: pattern)
        return model
    }
}
