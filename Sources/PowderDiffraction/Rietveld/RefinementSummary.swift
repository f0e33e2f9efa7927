/// Says what a minimum means: fractions, numbers with their uncertainties, agreement.
struct RefinementSummary {
    let recipe: RefinementRecipe
    let model: RefinementModel
    /// The minimum.
    let point: RefinementPoint
    let counted: Int
    let dropped: Set<Int>

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
        let linearization = model.linearization(at: point, in: workspace)
        let unknowns = model.unknowns(at: point, linearization)
        let covariance = Covariance(linearization, unknowns: Set(unknowns).union(0..<model.phases.count))
        let areas = point.patterns.map { $0.reduce(0, +) }
        let area = areas.reduce(0, +)
        let fractions = fractions(covariance)
        let phases = model.phases.indices.map { phase in
            let (fraction, uncertainty) = fractions[phase]
            return RefinementResult.Phase(
                name: model.phases[phase].structure.name, fraction: fraction, uncertainty: uncertainty,
                intensityShare: area > 0 ? areas[phase] / area : 0,
                presence: presence(phase, fraction: fraction, uncertainty: uncertainty),
                braggFactor: bragg[phase], ticks: ticks(phase))
        }
        return RefinementResult(
            isConverged: isConverged, phases: phases, values: values(covariance),
            agreement: AgreementFactors(pattern: model.pattern, calculated: calculated, unknowns: unknowns.count),
            backgroundPolynomials: model.polynomials, iterations: iterations,
            curves: RefinementResult.Curves(
                twoTheta: model.pattern.twoTheta, observed: model.pattern.intensities, calculated: calculated,
                background: point.background),
            fractionCovariances: fractionCovariances(covariance),
            setting: RefinedSetting(instrument: point.state.instrument, placement: point.state.placement))
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
    /// The uncertainty is √(gᵀ C g + hᵀ Σ h) with the derivatives g_q = (δ_pq - w_p) / (τ_q Σm) of w_p = m_p/Σm along the scales
    /// S_q = τ_q m_q, those h_q = (δ_pq - w_p) w_q along the logarithms of the masses, the covariances C of the scales, and Σ of
    /// ``SharedIntensityError``.
    private func fractions(_ covariance: Covariance?) -> [(value: Double, uncertainty: Double?)] {
        let (masses, factors) = masses()
        let sum = masses[..<counted].reduce(0, +)
        guard sum > 0 else { return masses.map { _ in (0, nil) } }
        let shared = SharedIntensityError(
            recipe: recipe, structures: model.phases.map(\.structure),
            radiation: point.state.instrument.radiation, masses: masses)
        return masses.indices.map { phase in
            let changes = (0..<counted).map { (($0 == phase ? 1 : 0) - masses[phase] / sum) / sum }
            var variance = 0.0
            for first in 0..<counted {
                for second in 0..<counted {
                    let scales = (covariance?[first, second] ?? 0) / (factors[first] * factors[second])
                    let common = masses[first] * shared[first, second] * masses[second]
                    variance += changes[first] * (scales + common) * changes[second]
                }
            }
            let isKnown = covariance != nil && phase < counted
            return (masses[phase] / sum, isKnown ? max(variance, 0).squareRoot() : nil)
        }
    }

    /// The covariances JᵀCJ of the fractions m_p/Σm, with Σm over the phases that count, of the covariances C of the scales
    /// S_q = τ_q m_q and the derivatives (δ_pq - [q counts] m_p/Σm) / (τ_q Σm).
    private func fractionCovariances(_ covariance: Covariance?) -> [[Double]]? {
        let (masses, factors) = masses()
        let sum = masses[..<counted].reduce(0, +)
        guard let covariance, sum > 0 else { return nil }
        let slopes = masses.indices.map { phase in
            masses.indices.map { other in
                ((other == phase ? 1 : 0) - (other < counted ? masses[phase] / sum : 0)) / (sum * factors[other])
            }
        }
        return slopes.map { first in
            slopes.map { second in
                masses.indices.reduce(0) { total, row in
                    total + masses.indices.reduce(0) { $0 + first[row] * covariance[row, $1] * second[$1] }
                }
            }
        }
    }

    private func presence(
        _ phase: Int, fraction: Double, uncertainty: Double?
    ) -> RefinementResult.Phase.Presence {
        if dropped.contains(phase) { return .dropped }
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
        return isHeld || fraction < 3 * (uncertainty ?? 0) ? .ghost : .present
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
