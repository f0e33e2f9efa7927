internal import Foundation

/// One refinement of one pattern, stage by stage.
struct Refinement {
    let recipe: RefinementRecipe
    let counted: Int
    var model: RefinementModel
    let workspace: RefinementWorkspace
    var free: Set<RefinedFamily> = []
    private var iterations = 0

    /// Makes a refinement.
    ///
    /// - Parameters:
    ///   - recipe: What is varied.
    ///   - model: The model before anything is varied.
    ///   - counted: The number of phases whose fractions sum to one.
    init(recipe: RefinementRecipe, model: RefinementModel, counted: Int) {
        self.recipe = recipe
        self.model = model
        self.counted = counted
        workspace = RefinementWorkspace(for: model)
    }

    /// The number of linearizations of a stage, and of the last one: a stage has to come near, and the last one to the minimum.
    private static let limits = (stage: 4, last: 60)
    /// How near to the minimum a stage ends, and the last one: there parameters are within three hundredths of their
    /// uncertainties.
    private static let tolerances = (stage: 1.0, last: 1e-3)

    /// Refines.
    mutating func run() -> RefinementResult {
        var point = startingPoint()
        for (index, families) in recipe.stages.enumerated() {
            free.formUnion(families)
            if families.contains(.beamOverflow) { point = withLargestOverflow(point) }
            point = minimizeStage(from: point)
            if index == 0 { point = chooseBackground(at: point) }
        }
        let (minimum, dropped) = settled(from: point)
        return result(minimum, dropped)
    }

    /// Goes to the minimum, without the phases that turn out to be too small.
    mutating func settled(
        from point: RefinementPoint
    ) -> (minimum: RefinementSolver.Minimum, dropped: [Int: RefinementResult.Phase.Fit]) {
        var minimum = settle(from: point)
        var dropped: [Int: RefinementResult.Phase.Fit] = [:]
        while true {
            let small = tooSmall(minimum.point)
            guard !small.isEmpty else { break }
            let fits = summary(minimum.point, dropped).fits(in: workspace)
            for phase in small {
                dropped[phase] = fits[phase]
                model.isPresent[phase] = false
            }
            minimum = settle(from: again(minimum.point))
        }
        return (minimum, dropped)
    }

    /// What a minimum means.
    func result(
        _ minimum: RefinementSolver.Minimum, _ dropped: [Int: RefinementResult.Phase.Fit]
    ) -> RefinementResult {
        var result = summary(minimum.point, dropped)
            .result(isConverged: minimum.isConverged, iterations: iterations, in: workspace)
        result.ending = ending(at: minimum.point)
        return result
    }

    /// Comes near to the minimum of a stage.
    mutating func minimizeStage(from point: RefinementPoint) -> RefinementPoint {
        minimize(from: point, tolerance: Self.tolerances.stage, limit: Self.limits.stage).point
    }

    /// The phases that are there and below the least fraction, but for the largest phase: something has to be left.
    private func tooSmall(_ point: RefinementPoint) -> [Int] {
        let fractions = fractions(point)
        let largest = fractions.indices.max { fractions[$0] < fractions[$1] }
        return fractions.indices.filter {
            $0 != largest && fractions[$0] > 0 && fractions[$0] < recipe.leastFraction
        }
    }

    private func summary(
        _ point: RefinementPoint, _ dropped: [Int: RefinementResult.Phase.Fit]
    ) -> RefinementSummary {
        RefinementSummary(recipe: recipe, model: model, point: point, counted: counted, dropped: dropped)
    }

    /// Goes to the minimum until the variance of the misfit no longer changes.
    private mutating func settle(from start: RefinementPoint) -> RefinementSolver.Minimum {
        var minimum = minimize(from: start, tolerance: Self.tolerances.last, limit: Self.limits.last)
        var rounds = 1
        while rounds < 4, abs(misfit(of: minimum.point) / model.misfit - 1) > 0.02 {
            minimum = minimize(from: minimum.point, tolerance: Self.tolerances.last, limit: Self.limits.last)
            rounds += 1
        }
        return minimum
    }

    /// Releases what is free, weighs the points anew, and goes downhill.
    private mutating func minimize(
        from start: RefinementPoint, tolerance: Double, limit: Int
    ) -> RefinementSolver.Minimum {
        var point = release(at: start)
        model = model.reweighed(at: point, intensityError: recipe.intensityError, in: workspace)
        point = again(point)
        model.misfit = misfit(of: point)
        point.cost = model.cost(of: point)
        let solver = RefinementSolver(model: model, workspace: workspace)
        let minimum = solver.minimize(from: point, tolerance: tolerance, limit: limit)
        iterations += minimum.iterations
        return minimum
    }

    /// Lets vary what is free, except for what a small phase cannot tell of itself: it takes its expected value.
    private mutating func release(at point: RefinementPoint) -> RefinementPoint {
        let fractions = fractions(point)
        var values = point.values
        for (index, parameter) in model.parameters.enumerated() {
            let isMinor = parameter.phase.map { $0 >= counted || fractions[$0] < recipe.minorFraction } ?? false
            let isHeld = isMinor && [.size, .strain].contains(parameter.family)
            model.isFree[index] = free.contains(parameter.family) && !isHeld
            if isHeld, free.contains(parameter.family) { values[index] = parameter.restraint.expected }
        }
        return values == point.values ? point : model.point(at: values, in: workspace)
    }

    /// The same parameters with what has changed about the model, and with tails that end where the scales have them.
    mutating func again(_ point: RefinementPoint) -> RefinementPoint {
        model.scales = Array(point.linear[..<model.phases.count])
        return model.point(at: point.values, in: workspace)
    }

    /// s², the variance of the misfit where that is larger than that of the counts.
    private func misfit(of point: RefinementPoint) -> Double { max(1, reducedChiSquared(of: point)) }

    /// χ² over the number of points less that of unknowns.
    func reducedChiSquared(of point: RefinementPoint) -> Double {
        let unknowns = point.linear.count + model.isFree.count { $0 }
        return point.chiSquared / Double(max(model.pattern.twoTheta.count - unknowns, 1))
    }

    private func fractions(_ point: RefinementPoint) -> [Double] {
        let sum = point.linear[..<counted].reduce(0, +)
        return point.linear[..<counted].map { sum > 0 ? $0 / sum : 0 }
    }

    /// What is expected, with lines that are broad enough to be found.
    private var beginning: [Double] { model.parameters.map { $0.family == .size ? 1 / 40 : $0.restraint.expected } }

    /// The same with a beam that overflows the sample up to the largest angle: from there it comes down, as a line beyond the
    /// angle does not tell how far it lies below.
    private func withLargestOverflow(_ point: RefinementPoint) -> RefinementPoint {
        guard let index = model.parameters.firstIndex(where: { $0.family == .beamOverflow }) else { return point }
        var values = point.values
        values[index] = model.parameters[index].restraint.upper
        return model.point(at: values, in: workspace)
    }

    /// The best of several displacements of the sample, with lines that are broad enough to be found.
    ///
    /// - Parameter place: About where the sample lies, in millimetres, if that is known: only what is near is tried then.
    /// - Returns: The best point.
    func startingPoint(near place: Double? = nil) -> RefinementPoint {
        let expected = beginning
        guard let index = model.parameters.firstIndex(where: { $0.family == .sampleDisplacement }) else {
            return model.point(at: expected, in: workspace)
        }
        var best: RefinementPoint?
        for displacement in stride(from: -0.2, through: 0.2, by: 0.05)
        where place.map({ abs(min(max($0, -0.2), 0.2) - displacement) < 0.08 }) ?? true {
            var values = expected
            values[index] = displacement
            let point = model.point(at: values, in: workspace)
            if point.chiSquared < best?.chiSquared ?? .infinity { best = point }
        }
        return best ?? model.point(at: expected, in: workspace)
    }

    /// Chooses the number of polynomials of the background by Schwarz's criterion, χ²/s² + n ln N.
    ///
    /// Source: G. Schwarz, Ann. Statist. 6 (1978) 461.
    mutating func chooseBackground(at point: RefinementPoint) -> RefinementPoint {
        model.scales = Array(point.linear[..<model.phases.count])
        let points = model.points(at: point.values, polynomials: recipe.backgroundPolynomials, in: workspace)
        guard let largest = points.last else { return point }
        let count = Double(model.pattern.twoTheta.count)
        let variance = max(1, largest.chiSquared / count)
        var best = (point: largest, score: Double.infinity)
        for (polynomials, point) in zip(recipe.backgroundPolynomials, points) {
            let score = point.chiSquared / variance + Double(polynomials) * log(count)
            guard score < best.score else { continue }
            best = (point, score)
            model.polynomials = polynomials
        }
        return best.point
    }
}
