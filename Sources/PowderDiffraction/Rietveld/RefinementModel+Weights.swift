extension RefinementModel {
    /// The same model with the error of the model as part of the uncertainty of each point.
    ///
    /// Where the area of every line is wrong by a fraction τ, a point with the value l of the lines is wrong by τ l. Its
    /// neighbours are wrong alike, and so are the lines of one reflection at all wavelengths; as the weights of the points
    /// are independent, a reflection with lines of width H then has about 2 n H/step points to say the same, and the points'
    /// own errors are √(2 n H/step) τ l. Here n is the number of lines, counted by their shares: 1/Σ share², 1.8 for a
    /// doublet.
    func reweighed(at point: RefinementPoint, intensityError: Double) -> RefinementModel {
        guard intensityError > 0 else { return self }
        let lineCount = 1 / start.instrument.radiation.lines.reduce(0) { $0 + $1.share * $1.share }
        let pointError = intensityError * max(1, 2 * lineCount * meanWidth(at: point) / pattern.step).squareRoot()
        var model = self
        model.weights = PointWeights(
            pattern.weights.indices.map { index in
                let error = pointError * point.patterns.reduce(0) { $0 + $1[index] }
                return 1 / (1 / pattern.weights[index] + error * error)
            }, of: pattern)
        return model
    }

    /// The mean width of all lines, weighted with their areas, in degrees.
    private func meanWidth(at point: RefinementPoint) -> Double {
        var (widths, areas) = (0.0, 0.0)
        for phase in phases.indices where point.linear[phase] > 0 {
            forEachLine(phase, point.state) { line in
                widths += point.linear[phase] * line.area * line.shape.width
                areas += point.linear[phase] * line.area
            }
        }
        return areas > 0 ? widths / areas : 0
    }
}
