internal import Foundation
internal import NumericalMethods

/// Says what a minimum means: fractions, numbers with their uncertainties, agreement.
struct RefinementSummary {
    let recipe: RefinementRecipe
    let problem: RefinementProblem
    let solver: RefinementSolver
    let minimum: RefinementSolver.Minimum
    let counted: Int
    let dropped: Set<Int>

    var result: RefinementResult {
        let point = problem.point(at: minimum.point.values)
        let curves = problem.curves(at: point)
        let patterns = curves.phases
        let calculated = curves.background.indices.map { index in
            patterns.reduce(curves.background[index]) { $0 + $1[index] }
        }
        let bragg = problem.braggFactors(at: point, calculated: calculated, background: curves.background)
        let linearization = problem.linearization(at: point, isFree: solver.isFree)
        let covariance = Covariance(
            linearization, unknowns: Set(solver.unknowns(at: point, linearization)).union(0..<problem.phases.count))
        let unknowns = solver.unknowns(at: point, linearization).count
        let areas = patterns.map { $0.reduce(0, +) }
        let area = areas.reduce(0, +)
        let values = self.values(point, covariance)
        let fractions = fractions(point, covariance)
        let phases = problem.phases.indices.map { phase in
            let (fraction, uncertainty) = fractions[phase]
            return RefinementResult.Phase(
                name: problem.phases[phase].structure.name, fraction: fraction, uncertainty: uncertainty,
                intensityShare: area > 0 ? areas[phase] / area : 0,
                presence: presence(phase, fraction: fraction, uncertainty: uncertainty, point),
                braggFactor: bragg[phase], ticks: ticks(phase, point))
        }
        return RefinementResult(
            outcome: minimum.isConverged ? .converged : .notConverged, phases: phases, values: values,
            agreement: AgreementFactors(pattern: problem.pattern, calculated: calculated, unknowns: unknowns),
            backgroundPolynomials: problem.polynomials, iterations: solver.iterations,
            curves: RefinementResult.Curves(
                twoTheta: problem.pattern.twoTheta, observed: problem.pattern.intensities, calculated: calculated,
                background: curves.background))
    }

    /// The mass of each phase in the unit of the scales, S/τ.
    private func masses(_ point: RefinementProblem.Point) -> (values: [Double], factors: [Double]) {
        let scales = Array(point.linear[..<problem.phases.count])
        guard let diameter = recipe.particleDiameter else { return (scales, scales.map { _ in 1 }) }
        let absorption = Microabsorption(
            diameter: diameter, structures: problem.phases.map(\.structure), radiation: point.state.instrument.radiation
        )
        let factors = absorption.factors(masses: scales)
        return (zip(scales, factors).map { $0 / $1 }, factors)
    }

    /// Weight fractions w with their uncertainties: of the phases that count they sum to one, of the others they are
    /// relative to these.
    ///
    /// The uncertainty is √(gᵀ C g) with the derivatives g_q = (δ_pq - w_p) / (τ_q Σm) of w_p = m_p/Σm along the scales
    /// S_q = τ_q m_q, and the covariances C of the scales.
    private func fractions(
        _ point: RefinementProblem.Point, _ covariance: Covariance?
    ) -> [(value: Double, uncertainty: Double?)] {
        let (masses, factors) = masses(point)
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

    private func presence(
        _ phase: Int, fraction: Double, uncertainty: Double?, _ point: RefinementProblem.Point
    ) -> RefinementResult.Phase.Presence {
        if dropped.contains(phase) { return .dropped }
        if fraction == 0 { return .absent }
        let isHeld = problem.parameters.indices.contains { index in
            let parameter = problem.parameters[index]
            guard parameter.phase == phase, solver.isFree[index] else { return false }
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

    private func values(_ point: RefinementProblem.Point, _ covariance: Covariance?) -> [RefinementResult.Value] {
        problem.parameters.indices.filter { solver.isFree[$0] }.compactMap { index in
            let parameter = problem.parameters[index]
            // What a phase that is not there looks like is not known.
            if let phase = parameter.phase, point.linear[phase] == 0 { return nil }
            let unknown = point.linear.count + index
            let uncertainty = covariance.flatMap { $0.contains(unknown) ? $0[unknown, unknown].squareRoot() : nil }
            return RefinementResult.Value(
                parameter, value: point.values[index], uncertainty: uncertainty,
                phase: parameter.phase.map { problem.phases[$0].structure.name },
                isAtBound: isAtBound(parameter, point.values[index]))
        }
    }

    private func ticks(_ phase: Int, _ point: RefinementProblem.Point) -> [Double] {
        problem.phases[phase].mainLines(state: point.state, phase: phase).filter { recipe.range.contains($0) }
    }
}

extension RefinementResult.Value {
    /// A parameter as people know it: the size instead of its inverse, the divergence instead of its square.
    init(_ parameter: RefinedParameter, value: Double, uncertainty: Double?, phase: String?, isAtBound: Bool) {
        self.phase = phase
        self.isAtBound = isAtBound
        switch parameter.line {
        case .inverseSize:
            name = "size"
            self.value = 1 / value
            self.uncertainty = uncertainty.map { $0 / (value * value) }
            unit = "nm"
        case .squaredAxialDivergence:
            name = "axial-divergence"
            self.value = value.squareRoot()
            self.uncertainty = uncertainty.map { $0 / (2 * value.squareRoot()) }
            unit = ""
        default:
            (name, unit) = Self.nameAndUnit(parameter.line)
            self.value = value
            self.uncertainty = uncertainty
        }
    }

    private static func nameAndUnit(_ line: LineParameter) -> (String, String) {
        switch line {
        case .cell(let group): (group.leader.rawValue, group.leader.isLength ? "Å" : "°")
        case .inverseSize: ("size", "nm")
        case .strain: ("strain", "")
        case .displacement: ("overall-b", "Å²")
        case .texture: ("texture", "")
        case .sampleDisplacement: ("sample-displacement", "mm")
        case .zeroShift: ("zero-shift", "°")
        case .gaussianWidth: ("gaussian-w", "deg²")
        case .gaussianWidening: ("gaussian-u", "deg²")
        case .lorentzianWidth: ("lorentzian-width", "°")
        case .squaredAxialDivergence: ("axial-divergence", "")
        }
    }
}

/// The covariances of the unknowns of a refinement: the inverse of the second derivatives of C/2.
struct Covariance {
    private let places: [Int: Int]
    private let matrix: [Double]

    /// Inverts the part of the normal matrix that belongs to some unknowns, or gives nothing where that is singular.
    init?(_ linearization: RefinementProblem.Linearization, unknowns: Set<Int>) {
        let order = unknowns.sorted()
        let units = order.map { 1 / linearization.normal[$0 * (linearization.count + 1)].squareRoot() }
        guard units.allSatisfy(\.isFinite) else { return nil }
        let scaled = order.indices.flatMap { row in
            order.indices.map { column in
                linearization.normal[order[row] * linearization.count + order[column]] * units[row] * units[column]
            }
        }
        guard let inverse = CholeskyFactor(scaled, order: order.count)?.inverse() else { return nil }
        matrix = order.indices.flatMap { row in
            order.indices.map { inverse[row * order.count + $0] * units[row] * units[$0] }
        }
        places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    }

    func contains(_ unknown: Int) -> Bool { places[unknown] != nil }

    /// The covariance of two unknowns; zero where one of them is fixed.
    subscript(first: Int, second: Int) -> Double {
        guard let row = places[first], let column = places[second] else { return 0 }
        return matrix[row * places.count + column]
    }
}
