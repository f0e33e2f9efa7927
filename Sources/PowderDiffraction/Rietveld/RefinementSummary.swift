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
        let phases = model.phases.indices.map { phase in
            let (fraction, uncertainty) = fractions[phase]
            return RefinementResult.Phase(
                name: model.phases[phase].structure.name, fraction: fraction, uncertainty: uncertainty,
                intensityShare: area > 0 ? areas[phase] / area : 0,
                presence: presence(phase, fraction: fraction, uncertainty: uncertainty),
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
                background: point.background), verdict: Verdict(evidence))
    }

    /// The fraction of each phase with its uncertainty.
    func fits(in workspace: RefinementWorkspace) -> [RefinementResult.Phase.Fit] {
        fractions(covariance(in: workspace).matrix).map {
            RefinementResult.Phase.Fit(fraction: $0.value, uncertainty: $0.uncertainty)
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

    /// The mass of each phase in the unit of the scales, S/τ.
    private func masses() -> (values: [Double], factors: [Double]) {
        let scales = Array(point.linear[..<model.phases.count])
        guard let diameter = recipe.particleDiameter else { return (scales, scales.map { _ in 1 }) }
        let absorption = Microabsorption(
            diameter: diameter, structures: model.phases.map(\.structure), radiation: point.state.instrument.radiation
        )
        let factors = absorption.factors(masses: scales)
        return (zip(scales, factors).map { $0 / $1 }, factors)
    }

    /// Weight fractions w with their uncertainties: of the phases that count they sum to one, of the others they are
    /// relative to these.
    ///
    /// The uncertainty is √(gᵀ C g) with the derivatives g_q = (δ_pq - w_p) / (τ_q Σm) of w_p = m_p/Σm along the scales
    /// S_q = τ_q m_q, and the covariances C of the scales.
    private func fractions(_ covariance: Covariance?) -> [(value: Double, uncertainty: Double?)] {
        let (masses, factors) = masses()
        let sum = masses[..<counted].reduce(0, +)
        guard sum > 0 else { return masses.map { _ in (0, nil) } }
        return masses.indices.map { phase in
            let slopes = (0..<counted).map { (($0 == phase ? 1 : 0) - masses[phase] / sum) / (sum * factors[$0]) }
            var variance = 0.0
            for first in 0..<counted {
                for second in 0..<counted {
                    variance += slopes[first] * (covariance?[first, second] ?? 0) * slopes[second]
                }
            }
            let isKnown = covariance != nil && phase < counted
            return (masses[phase] / sum, isKnown ? max(variance, 0).squareRoot() : nil)
        }
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
