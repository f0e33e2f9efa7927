internal import Foundation

/// One refinement of one pattern, stage by stage.
struct Refinement {
    let recipe: RefinementRecipe
    let problem: RefinementProblem
    let counted: Int
    private var solver: RefinementSolver
    private var free: Set<RefinedFamily> = []

    init(recipe: RefinementRecipe, problem: RefinementProblem, counted: Int) {
        self.recipe = recipe
        self.problem = problem
        self.counted = counted
        solver = RefinementSolver(problem: problem)
    }

    /// The number of linearizations of a stage, and of the last one.
    private static let limits = (stage: 12, last: 60)
    /// How near to the minimum a stage ends, and the last one: there parameters are within three hundredths of their
    /// uncertainties.
    private static let tolerances = (stage: 1.0, last: 1e-3)

    /// Refines.
    func result() -> RefinementResult {
        var refinement = self
        return refinement.run()
    }

    private mutating func run() -> RefinementResult {
        var point = startingPoint()
        for (index, families) in recipe.stages.enumerated() {
            free.formUnion(families)
            point = release(at: point)
            problem.reweigh(at: point, intensityError: recipe.intensityError)
            point = again(point)
            problem.misfit = misfit(of: point)
            point =
                solver.minimize(
                    from: again(point), tolerance: Self.tolerances.stage, limit: Self.limits.stage
                ).point
            if index == 0 { point = chooseBackground(at: point) }
        }
        var minimum = settle(from: point)
        let small = (0..<counted).filter { phase in
            let fraction = fractions(minimum.point)[phase]
            return fraction > 0 && fraction < recipe.leastFraction
        }
        if !small.isEmpty {
            for phase in small { problem.isPresent[phase] = false }
            minimum = settle(from: again(minimum.point))
        }
        return RefinementSummary(
            recipe: recipe, problem: problem, solver: solver, minimum: minimum, counted: counted, dropped: Set(small)
        ).result
    }

    /// Lets vary what is free, except for what a small phase cannot tell of itself: it takes its expected value.
    private mutating func release(at point: RefinementProblem.Point) -> RefinementProblem.Point {
        let fractions = fractions(point)
        var values = point.values
        for (index, parameter) in problem.parameters.enumerated() {
            let isMinor = parameter.phase.map { $0 >= counted || fractions[$0] < recipe.minorFraction } ?? false
            let isHeld = isMinor && [.size, .strain].contains(parameter.family)
            solver.isFree[index] = free.contains(parameter.family) && !isHeld
            if isHeld, free.contains(parameter.family) { values[index] = parameter.restraint.expected }
        }
        return problem.point(at: values)
    }

    /// Goes to the minimum until the variance of the misfit no longer changes.
    private mutating func settle(from start: RefinementProblem.Point) -> RefinementSolver.Minimum {
        var point = start
        var minimum: RefinementSolver.Minimum
        var rounds = 0
        repeat {
            point = release(at: point)
            problem.reweigh(at: point, intensityError: recipe.intensityError)
            point = again(point)
            problem.misfit = misfit(of: point)
            minimum = solver.minimize(from: again(point), tolerance: Self.tolerances.last, limit: Self.limits.last)
            point = minimum.point
            rounds += 1
        } while rounds < 4 && abs(misfit(of: point) / problem.misfit - 1) > 0.02
        return minimum
    }

    /// The same parameters with what has changed about the problem.
    private func again(_ point: RefinementProblem.Point) -> RefinementProblem.Point {
        problem.aboutScales = Array(point.linear[..<problem.phases.count])
        return problem.point(at: point.values)
    }

    /// s², the variance of the misfit where that is larger than that of the counts.
    private func misfit(of point: RefinementProblem.Point) -> Double {
        let unknowns = point.linear.count + solver.isFree.count { $0 }
        return max(1, point.chiSquared / Double(max(problem.pattern.twoTheta.count - unknowns, 1)))
    }

    private func fractions(_ point: RefinementProblem.Point) -> [Double] {
        let sum = point.linear[..<counted].reduce(0, +)
        return point.linear[..<counted].map { sum > 0 ? $0 / sum : 0 }
    }

    /// The best of several displacements of the sample, with lines that are broad enough to be found.
    private func startingPoint() -> RefinementProblem.Point {
        let expected = problem.parameters.map { $0.family == .size ? 1 / 40 : $0.restraint.expected }
        guard let index = problem.parameters.firstIndex(where: { $0.family == .sampleDisplacement }) else {
            return problem.point(at: expected)
        }
        var best: RefinementProblem.Point?
        for displacement in stride(from: -0.2, through: 0.2, by: 0.05) {
            var values = expected
            values[index] = displacement
            let point = problem.point(at: values)
            if point.chiSquared < best?.chiSquared ?? .infinity { best = point }
        }
        return best ?? problem.point(at: expected)
    }

    /// Chooses the number of polynomials of the background by Schwarz's criterion, χ²/s² + n ln N.
    ///
    /// Source: G. Schwarz, Ann. Statist. 6 (1978) 461.
    private func chooseBackground(at point: RefinementProblem.Point) -> RefinementProblem.Point {
        problem.polynomials = recipe.backgroundPolynomials.upperBound
        let largest = again(point)
        let count = Double(problem.pattern.twoTheta.count)
        let variance = max(1, largest.chiSquared / count)
        var best = (polynomials: problem.polynomials, score: Double.infinity)
        for polynomials in recipe.backgroundPolynomials {
            problem.polynomials = polynomials
            let score = again(point).chiSquared / variance + Double(polynomials) * log(count)
            if score < best.score { best = (polynomials, score) }
        }
        problem.polynomials = best.polynomials
        return again(point)
    }
}
