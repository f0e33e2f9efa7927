import Foundation
import ScientificFormats
import NumericalMethods
import Testing

@testable import PowderDiffraction

@Suite struct RefinementModelTests {
    /// A model of three phases, one of them triclinic, with a pattern that has noise in it; everything is varied.
    private func model(misfit: Double = 1) throws -> RefinementModel {
        let structures = try builtIn(["calcite", "gibbsite"]) + [triclinic()]
        var sample = ExactSample(structures, fractions: [0.5, 0.3, 0.2])
        sample.state.placement.displacement = 0.03
        sample.background = { 0.01 + 0.05 / $0 }
        let angles = angles(count: 1201)
        var random = RandomStream(seed: 4)
        let counts = try sample.pattern(angles, counts: 20_000).map { random.poisson(mean: $0) }
        let pattern = try #require(ObservedPattern(PowderScan(twoTheta: angles, intensities: counts), range: 10...80))
        let start = ExactSample(structures, fractions: []).state
        var model = RefinementModel(
            phases: try structures.map { try PhaseModel(structure: $0, radiation: .doublet(.copper), upTo: 80) },
            parameters: RefinedFamily.allCases.flatMap {
                RefinedParameter.parameters(of: $0, structures: structures)
            }, start: start, pattern: pattern, background: BackgroundBasis(polynomials: 4))
        model.isFree = model.parameters.map { _ in true }
        model.misfit = misfit
        return model
    }

    /// Parameters near the expected ones, but for a share of their spreads.
    private func values(_ model: RefinementModel, _ share: Double) -> [Double] {
        model.parameters.map { parameter in
            let restraint = parameter.restraint
            return restraint.expected + share * min(restraint.spread, restraint.upper - restraint.expected)
        }
    }

    /// As the best scales and coefficients have no slope of their own, C changes with a parameter as it does where they
    /// stay: by -2 JᵀWr/s² and what the restraint adds.
    @Test(arguments: [1, 7.5])
    func theGradientOfTheCostIsItsDifferences(misfit: Double) throws {
        var model = try model(misfit: misfit)
        let workspace = RefinementWorkspace(for: model)
        let values = values(model, 0.3)
        model.scales = Array(model.point(at: values, in: workspace).linear[..<3])
        let point = model.point(at: values, in: workspace)
        #expect(point.linear[..<3].allSatisfy { $0 > 0 })
        let linearization = model.linearization(at: point, in: workspace)
        let first = point.linear.count
        for index in values.indices {
            let h = 1e-4 * model.parameters[index].restraint.spread
            func cost(_ change: Double) -> Double {
                var moved = values
                moved[index] += change
                return model.point(at: moved, in: workspace).cost
            }
            let difference = (cost(h) - cost(-h)) / (2 * h)
            // By the restraint's spread as unit: C is up to 10⁶ and known to 10⁻¹⁰, over 2·10⁻⁴; a kink of C where a tail
            // ends is of the order of 0.02² a point and line.
            let unit = model.parameters[index].restraint.spread
            let slope = -2 * linearization.descent[first + index]
            #expect(
                abs(slope - difference) * unit < 1e-4 * abs(difference) * unit + 0.3,
                "\(model.parameters[index].family): \(slope * unit) for \(difference * unit)")
        }
    }

    /// Points, linearizations and agreement, each asked for in its turn.
    private struct Answers: Equatable {
        var points: [RefinementPoint] = []
        var normals: [[Double]] = []
        var descents: [[Double]] = []
        var braggFactors: [[Double?]] = []
        var roots: [[Double]] = []
    }

    /// Asks for everything at given points, in a given order, and sorts the answers by their points.
    private func answers(
        _ model: RefinementModel, order: [Int], workspace: (RefinementModel) -> RefinementWorkspace
    ) -> Answers {
        let places = [0, 0.1, 0.3, -0.2].map { values(model, $0) }
        var answers: [Int: Answers] = [:]
        // All points first, so that each linearization follows upon a point that is not its own.
        let points = Dictionary(
            uniqueKeysWithValues: order.map { ($0, model.point(at: places[$0], in: workspace(model))) })
        for index in order {
            guard let point = points[index] else { continue }
            let linearization = model.linearization(at: point, in: workspace(model))
            answers[index] = Answers(
                points: [point], normals: [linearization.normal], descents: [linearization.descent],
                braggFactors: [model.braggFactors(at: point, in: workspace(model))],
                roots: [model.reweighed(at: point, intensityError: 0.05, in: workspace(model)).weights.roots])
        }
        return order.sorted().reduce(into: Answers()) { all, index in
            guard let own = answers[index] else { return }
            all.points += own.points
            all.normals += own.normals
            all.descents += own.descents
            all.braggFactors += own.braggFactors
            all.roots += own.roots
        }
    }

    @Test func answersDoNotDependOnWhatWasComputedBefore() throws {
        var model = try model(misfit: 2)
        model.scales = [1000, 500, 300]
        let expected = answers(model, order: [0, 1, 2, 3]) { RefinementWorkspace(for: $0) }
        #expect(Set(expected.points.map(\.cost)).count == 4)
        let shared = RefinementWorkspace(for: model)
        #expect(answers(model, order: [0, 1, 2, 3]) { _ in shared } == expected)
        #expect(answers(model, order: [3, 1, 0, 2]) { _ in shared } == expected)
        // In between, another model is computed in the same memory: other weights, phases, polynomials and parameters.
        var other = model
        other.isPresent[1] = false
        other.polynomials = 2
        other.scales = [1, 0, 1]
        other.isFree = model.parameters.indices.map { $0 % 2 == 0 }
        other.misfit = 9
        other.weights = PointWeights(model.pattern.intensities.indices.map { Double(1 + $0 % 7) }, of: model.pattern)
        let interrupted = answers(model, order: [2, 0, 3, 1]) { model in
            let point = other.point(at: values(model, 0.2), in: shared)
            _ = other.linearization(at: point, in: shared)
            return shared
        }
        #expect(interrupted == expected)
    }

    @Test func aWorkspaceThatHoldsNoNumbersIsAsGoodAsAnother() throws {
        let model = try model()
        let workspace = RefinementWorkspace(for: model)
        let expected = answers(model, order: [1, 2]) { RefinementWorkspace(for: $0) }
        let found = answers(model, order: [1, 2]) { _ in
            workspace.fill(with: .nan)
            return workspace
        }
        #expect(found == expected)
    }

    @Test func aModelIsAValue() throws {
        let model = try model()
        let workspace = RefinementWorkspace(for: model)
        let point = model.point(at: values(model, 0.1), in: workspace)
        var changed = model.reweighed(at: point, intensityError: 0.05, in: workspace)
        changed.isPresent[0] = false
        changed.misfit = 3
        #expect(changed.point(at: point.values, in: workspace) != point)
        #expect(model.point(at: point.values, in: workspace) == point)
        #expect(model.reweighed(at: point, intensityError: 0, in: workspace).weights.roots == model.weights.roots)
    }

    @Test func scalesAndBackgroundLeaveNothingOfTheResidualAlongThem() throws {
        var model = try model()
        model.isFree = model.parameters.map { _ in false }
        let workspace = RefinementWorkspace(for: model)
        let point = model.point(at: model.parameters.map(\.restraint.expected), in: workspace)
        let linearization = model.linearization(at: point, in: workspace)
        for index in point.linear.indices where point.linear[index] != 0 {
            // In units of the standard uncertainty that each would have alone.
            let normal = linearization.normal[index * (linearization.count + 1)]
            #expect(abs(linearization.descent[index]) < 1e-5 * normal.squareRoot())
        }
    }

    /// Tₙ(cos φ) = cos nφ.
    @Test func theBackgroundIsChebyshevPolynomialsAndOneOverTheAngle() {
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

    @Test func aParameterComesBackAsSetAndMovesNothingElse() throws {
        let structures = try builtIn(fourPhases) + [triclinic()]
        let parameters = RefinedFamily.allCases.flatMap {
            RefinedParameter.parameters(of: $0, structures: structures)
        }
        // Lengths 2 + 3 + 2 + 2 + 3, angles 1 + 3, textures of all but hematite, three more a phase, and seven.
        let textures = structures.count { $0.cleavage != nil }
        #expect(parameters.count == 12 + 4 + textures + 15 + 7)
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
