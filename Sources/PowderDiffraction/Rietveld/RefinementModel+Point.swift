internal import NumericalMethods

extension RefinementModel {
    /// Computes the model at given parameters, with the best scales and background.
    ///
    /// - Parameters:
    ///   - values: The parameters.
    ///   - workspace: Memory to compute in. What it held before does not matter.
    /// - Returns: The point.
    func point(at values: [Double], in workspace: RefinementWorkspace) -> RefinementPoint {
        let state = state(values)
        for phase in phases.indices { draw(phase, state, in: workspace) }
        weighBackground(in: workspace)
        return solved(at: values, state, in: workspace)
    }

    /// Computes the model at given parameters with several numbers of polynomials in the background.
    func points(
        at values: [Double], polynomials: ClosedRange<Int>, in workspace: RefinementWorkspace
    ) -> [RefinementPoint] {
        let state = state(values)
        for phase in phases.indices { draw(phase, state, in: workspace) }
        weighBackground(in: workspace)
        return polynomials.map { count in
            var model = self
            model.polynomials = count
            return model.solved(at: values, state, in: workspace)
        }
    }

    /// The model where its lines are drawn and weighed.
    private func solved(
        at values: [Double], _ state: PatternState, in workspace: RefinementWorkspace
    ) -> RefinementPoint {
        let linear = solveLinear(in: workspace)
        let chiSquared = workspace.chiSquared(of: linear, weights)
        return RefinementPoint(
            values: values, state: state, linear: linear, chiSquared: chiSquared,
            cost: chiSquared / misfit + penalty(values),
            patterns: phases.indices.map { workspace.pattern(of: $0, scale: linear[$0]) },
            background: background(linear[phases.count...]))
    }

    /// Draws the pattern of a phase for a unit of mass, and its derivatives along some parameters times a scale.
    func draw(
        _ phase: Int, _ state: PatternState, scale: Double = 1, varied: [Int] = [], in workspace: RefinementWorkspace
    ) {
        let target = workspace.pattern(of: phase)
        target.update(repeating: .zero, count: workspace.vectors)
        let floor = floor(of: phase)
        let columns = workspace.derivatives(along: varied)
        let known = workspace.factors[phase].values(of: phases[phase], cell: state.phases[phase].cell)
        if varied.isEmpty {
            forEachWholeLine(phase, state, known: known) { line, split in
                workspace.lines.add(line, split, floor: floor, to: target)
            }
        } else {
            let slopes = LineSlopes(
                parameters: varied.map { parameters[$0].line }, state: state.phases[phase],
                instrument: state.instrument, placement: state.placement, memory: workspace.slopes)
            forEachWholeLine(phase, state, known: known, slopes: slopes) { line, split in
                workspace.lines.add(
                    line, split, slopes: slopes.values, axial: slopes.axialIndex,
                    scale: scale, floor: floor, to: target, columns: columns)
            }
        }
        workspace.weighPattern(of: phase, weights)
    }

    /// Weighs the functions of the background.
    func weighBackground(in workspace: RefinementWorkspace) {
        for (index, row) in background.enumerated() { workspace.weigh(row, into: phases.count + index, weights) }
    }

    /// The best scales and background coefficients for the patterns that are drawn.
    private func solveLinear(in workspace: RefinementWorkspace) -> [Double] {
        let count = linearCount
        return NonNegativeLeastSquares.solve(
            normal: workspace.normal(count), right: workspace.product(count, with: weights.observed),
            isSigned: (0..<count).map { $0 >= phases.count },
            isUsed: (0..<count).map { index in
                // The last function of the background is no polynomial.
                index < phases.count
                    ? isPresent[index] : index < phases.count + polynomials || index == count - 1
            })
    }

    /// C of a point whose misfit the model has come to know since.
    func cost(of point: RefinementPoint) -> Double { point.chiSquared / misfit + penalty(point.values) }

    private func penalty(_ values: [Double]) -> Double {
        zip(parameters, values).reduce(0) { sum, pair in
            let deviation = (pair.1 - pair.0.restraint.expected) / pair.0.restraint.spread
            return sum + deviation * deviation
        }
    }

    /// The background of given coefficients.
    private func background(_ coefficients: ArraySlice<Double>) -> [Double] {
        let count = pattern.twoTheta.count
        return [Double](unsafeUninitializedCapacity: count) { level, initialized in
            level.initialize(repeating: 0)
            initialized = count
            for (row, coefficient) in zip(background, coefficients) {
                row.withUnsafeBufferPointer { row in
                    for place in 0..<count { level[place] += coefficient * row[place] }
                }
            }
        }
    }
}
