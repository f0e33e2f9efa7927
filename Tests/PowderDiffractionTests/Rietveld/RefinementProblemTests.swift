import Foundation
import ScientificFormats
import NumericalMethods
import Testing

@testable import PowderDiffraction

@Suite struct RefinementProblemTests {
    /// A problem of three phases, one of them triclinic, with a pattern that has noise in it.
    private func problem(misfit: Double) throws -> RefinementProblem {
        let structures = try builtIn(["calcite", "gibbsite"]) + [triclinic()]
        var sample = ExactSample(structures, fractions: [0.5, 0.3, 0.2])
        sample.state.placement.displacement = 0.03
        sample.background = { 0.01 + 0.05 / $0 }
        let angles = angles(count: 1201)
        var random = RandomStream(seed: 4)
        let counts = try sample.pattern(angles, counts: 20_000).map { random.poisson(mean: $0) }
        let pattern = try #require(ObservedPattern(PowderScan(twoTheta: angles, intensities: counts), range: 10...80))
        let start = ExactSample(structures, fractions: []).state
        let problem = RefinementProblem(
            phases: try structures.map { try PhaseModel(structure: $0, radiation: .doublet(.copper), upTo: 80) },
            parameters: RefinedFamily.allCases.flatMap {
                RefinedParameter.parameters(of: $0, structures: structures)
            }, start: start, pattern: pattern, background: BackgroundBasis(polynomials: 4))
        problem.misfit = misfit
        return problem
    }

    /// As the best scales and coefficients have no slope of their own, C changes with a parameter as it does where they
    /// stay: by -2 JᵀWr/s² and what the restraint adds.
    @Test("the gradient of the cost is its differences", arguments: [1, 7.5])
    func gradient(misfit: Double) throws {
        let problem = try problem(misfit: misfit)
        let values = problem.parameters.map { parameter in
            let restraint = parameter.restraint
            return restraint.expected + 0.3 * min(restraint.spread, restraint.upper - restraint.expected)
        }
        problem.aboutScales = Array(problem.point(at: values).linear[..<3])
        let point = problem.point(at: values)
        #expect(point.linear[..<3].allSatisfy { $0 > 0 })
        let linearization = problem.linearization(at: point, isFree: values.map { _ in true })
        let first = point.linear.count
        for index in values.indices {
            let h = 1e-4 * problem.parameters[index].restraint.spread
            func cost(_ change: Double) -> Double {
                var moved = values
                moved[index] += change
                return problem.point(at: moved).cost
            }
            let difference = (cost(h) - cost(-h)) / (2 * h)
            // By the restraint's spread as unit: C is up to 10⁶ and known to 10⁻¹⁰, over 2·10⁻⁴; a kink of C where a tail
            // ends is of the order of 0.02² a point and line.
            let unit = problem.parameters[index].restraint.spread
            let slope = -2 * linearization.descent[first + index]
            #expect(
                abs(slope - difference) * unit < 1e-4 * abs(difference) * unit + 0.3,
                "\(problem.parameters[index].family): \(slope * unit) for \(difference * unit)")
        }
    }

    @Test("scales and background leave nothing of the residual along them")
    func linear() throws {
        let problem = try problem(misfit: 1)
        let point = problem.point(at: problem.parameters.map(\.restraint.expected))
        let linearization = problem.linearization(at: point, isFree: problem.parameters.map { _ in false })
        for index in point.linear.indices where point.linear[index] != 0 {
            // In units of the standard uncertainty that each would have alone.
            let normal = linearization.normal[index * (linearization.count + 1)]
            #expect(abs(linearization.descent[index]) < 1e-5 * normal.squareRoot())
        }
    }

    /// Tₙ(cos φ) = cos nφ.
    @Test("the background is made of Chebyshev polynomials, and one over the angle")
    func background() {
        let angles = [12.0, 13.5, 31, 40, 52]
        let rows = BackgroundBasis(polynomials: 7).rows(at: angles)
        #expect(rows.count == 8 && BackgroundBasis(polynomials: 7).count == 8)
        for (point, angle) in angles.enumerated() {
            let phi = acos(min(max((angle - 32) / 20, -1), 1))
            for order in 0..<7 { #expect(abs(rows[order][point] - cos(Double(order) * phi)) < 1e-12) }
            #expect(abs(rows[7][point] - 12 / angle) < 1e-15)
        }
        #expect(BackgroundBasis(polynomials: 1).rows(at: angles).count == 2)
        #expect(BackgroundBasis(polynomials: 3).rows(at: []).isEmpty)
    }

    @Test("a parameter comes back as it was set, and moves nothing else")
    func parameters() throws {
        let structures = try builtIn(fourPhases) + [triclinic()]
        let parameters = RefinedFamily.allCases.flatMap {
            RefinedParameter.parameters(of: $0, structures: structures)
        }
        // Lengths 2 + 3 + 2 + 2 + 3, angles 1 + 3, textures of all but hematite, three more a phase, and six.
        let textures = structures.count { $0.cleavage != nil }
        #expect(parameters.count == 12 + 4 + textures + 15 + 6)
        let start = ExactSample(structures, fractions: []).state
        for parameter in parameters {
            let value = parameter.restraint.expected + 0.1 * parameter.restraint.spread
            var state = start
            state.set(parameter, to: value)
            #expect(abs(state[parameter] - value) <= 1e-14 * abs(value))
            for other in parameters where other != parameter {
                #expect(abs(state[other] - start[other]) <= 1e-14 * abs(start[other]))
            }
            let restraint = parameter.restraint
            #expect(restraint.lower <= restraint.expected && restraint.expected < restraint.upper)
            #expect((parameter.phase != nil) == parameter.line.belongsToPhase)
            #expect(parameter.family.belongsToPhase == parameter.line.belongsToPhase)
        }
        // The smallest B of the made-up structure is 0.6 Å².
        let lowest = parameters.first { $0.family == .displacement && $0.phase == 4 }?.restraint.lower
        #expect(lowest == -0.6)
    }
}
