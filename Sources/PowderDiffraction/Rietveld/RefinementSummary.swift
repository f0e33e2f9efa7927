/// Says what a minimum means: fractions, numbers with their uncertainties, agreement.
struct RefinementSummary {
    let recipe: RefinementRecipe
    let model: RefinementModel
    /// The minimum.
    let point: RefinementPoint
    let counted: Int
    /// What the phases that were taken out were before that.
    let dropped: [Int: RefinementResult.Phase.Fit]

    /// Makes the result of a refinement.
    ///
    /// - Parameters:
    ///   - isConverged: Whether the minimum was reached.
    ///   - iterations: The number of linearizations that it took.
    ///   - workspace: Memory to compute in.
    /// - Returns: What was found.
    func result(isConverged: Bool, iterations: Int, in workspace: RefinementWorkspace) -> RefinementResult {
        let calculated = point.calculated()
        let bragg = model.braggFactors(at: point, in: workspace)
        let (covariance, unknowns) = covariance(in: workspace)
        let areas = point.patterns.map { $0.reduce(0, +) }
        let area = areas.reduce(0, +)
        let fractions = fractions(covariance)
        let fitted = self.fractions(covariance, knowsSharedErrors: false)
        let phases = model.phases.indices.map { phase in
            RefinementResult.Phase(
                name: model.phases[phase].structure.name, fraction: fractions.values[phase],
                uncertainty: fractions.uncertainty(phase), intensityShare: area > 0 ? areas[phase] / area : 0,
                presence: presence(
                    phase, fraction: fractions.values[phase], uncertainty: fitted.uncertainty(phase)),
                braggFactor: bragg[phase], ticks: ticks(phase), beforeDropping: dropped[phase])
        }
        let evidence = VerdictEvidence(
            model: model, point: point, covariance: covariance, counted: counted,
            ending: (isConverged, iterations), recipe: recipe)
        return RefinementResult(
            isConverged: isConverged, phases: phases, values: values(covariance),
            agreement: AgreementFactors(pattern: model.pattern, calculated: calculated, unknowns: unknowns),
            backgroundPolynomials: model.polynomials, iterations: iterations,
            curves: RefinementResult.Curves(
                twoTheta: model.pattern.twoTheta, observed: model.pattern.intensities, calculated: calculated,
                background: point.background),
            verdict: Verdict(evidence), fractionCovariances: fractions.covariances,
            setting: RefinedSetting(instrument: point.state.instrument, placement: point.state.placement))
    }

    /// The fraction of each phase with its uncertainty.
    func fits(in workspace: RefinementWorkspace) -> [RefinementResult.Phase.Fit] {
        let fractions = fractions(covariance(in: workspace).matrix)
        return model.phases.indices.map {
            RefinementResult.Phase.Fit(fraction: fractions.values[$0], uncertainty: fractions.uncertainty($0))
        }
    }

    /// The covariances of the unknowns, and the number of those that a step would change.
    private func covariance(in workspace: RefinementWorkspace) -> (matrix: Covariance?, unknowns: Int) {
        let linearization = model.linearization(at: point, in: workspace)
        let unknowns = model.unknowns(at: point, linearization)
        return (
            Covariance(linearization, unknowns: Set(unknowns).union(0..<model.phases.count)), unknowns.count
        )
    }

    /// The fractions of the phases; without what all lines of a phase share, their uncertainties are those of the fit alone.
    private func fractions(_ covariance: Covariance?, knowsSharedErrors: Bool = true) -> WeightFractions {
        let structures = model.phases.map(\.structure)
        let radiation = point.state.instrument.radiation
        let scales = Array(point.linear[..<structures.count])
        let factors =
            recipe.particleDiameter.map {
                Microabsorption(diameter: $0, structures: structures, radiation: radiation).factors(masses: scales)
            } ?? scales.map { _ in 1 }
        let masses = zip(scales, factors).map { $0 / $1 }
        return WeightFractions(
            masses: masses, factors: factors, counted: counted, scales: covariance,
            shared: knowsSharedErrors
                ? SharedIntensityError(recipe: recipe, structures: structures, radiation: radiation, masses: masses)
                : nil)
    }

    /// Below how many of its uncertainties a phase may be a ghost, and below how many where a bound holds its cell, its texture or
    /// its widths.
    ///
    /// A phase that a bound holds may fit what others leave, such as their tails; those are some percent of the pattern and not
    /// a large part of it.
    private static let (ghost, heldGhost) = (3.0, 10.0)

    private func presence(
        _ phase: Int, fraction: Double, uncertainty: Double?
    ) -> RefinementResult.Phase.Presence {
        if dropped[phase] != nil { return .dropped }
        if fraction == 0 { return .absent }
        let isHeld = model.parameters.indices.contains { index in
            let parameter = model.parameters[index]
            guard parameter.phase == phase, model.isFree[index] else { return false }
            switch parameter.family {
            case .cellLengths, .cellAngles, .texture: return isAtBound(parameter, point.values[index])
            case .size, .strain: return point.values[index] >= parameter.restraint.upper
            default: return false
            }
        }
        let limit = isHeld ? Self.heldGhost : Self.ghost
        return fraction < limit * (uncertainty ?? 0) ? .ghost : .present
    }

    private func isAtBound(_ parameter: RefinedParameter, _ value: Double) -> Bool {
        value <= parameter.restraint.lower || value >= parameter.restraint.upper
    }

    private func values(_ covariance: Covariance?) -> [RefinementResult.Value] {
        model.parameters.indices.filter { model.isFree[$0] }.compactMap { index in
            let parameter = model.parameters[index]
            // What a phase that is not there looks like is not known.
            if let phase = parameter.phase, point.linear[phase] == 0 { return nil }
            let unknown = point.linear.count + index
            let uncertainty = covariance.flatMap { $0.contains(unknown) ? $0[unknown, unknown].squareRoot() : nil }
            return RefinementResult.Value(
                parameter, value: point.values[index], uncertainty: uncertainty,
                phase: parameter.phase.map { model.phases[$0].structure.name },
                isAtBound: isAtBound(parameter, point.values[index]))
        }
    }

    private func ticks(_ phase: Int) -> [Double] {
        model.phases[phase].mainLines(state: point.state, phase: phase).filter { recipe.range.contains($0) }
    }
}
