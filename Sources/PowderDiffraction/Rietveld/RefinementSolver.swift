internal import Foundation
internal import NumericalMethods

/// Minimizes a ``RefinementProblem`` by the method of Levenberg and Marquardt, within the bounds of the parameters.
///
/// A parameter at a bound whose derivative points outwards stays there for a step. Scales and background are solved for at
/// every point, scales by non-negative least squares.
///
/// Source: D. W. Marquardt, J. Soc. Ind. Appl. Math. 11 (1963) 431.
struct RefinementSolver {
    let problem: RefinementProblem
    /// Which parameters are varied.
    var isFree: [Bool]
    /// The number of linearizations so far.
    private(set) var iterations = 0

    init(problem: RefinementProblem) {
        self.problem = problem
        isFree = problem.parameters.map { _ in false }
    }

    /// What became of a minimization.
    struct Minimum {
        let point: RefinementProblem.Point
        let isConverged: Bool
    }

    /// Goes downhill from a point, until a full step would lower C by less than a tolerance where the model is linear: C
    /// rises by one where a parameter is off by its standard uncertainty.
    ///
    /// - Parameters:
    ///   - start: The point.
    ///   - tolerance: The tolerance.
    ///   - limit: The largest number of linearizations.
    /// - Returns: Where it ended, and whether that is a minimum.
    mutating func minimize(from start: RefinementProblem.Point, tolerance: Double, limit: Int) -> Minimum {
        var point = start
        var damping = 1e-3
        for _ in 0..<limit {
            iterations += 1
            let linearization = problem.linearization(at: point, isFree: isFree)
            guard let full = step(from: point, linearization, damping: 1e-9) else { break }
            if full.decrease < tolerance { return Minimum(point: point, isConverged: true) }
            var accepted: RefinementProblem.Point?
            while accepted == nil, damping < 1e6 {
                if let step = step(from: point, linearization, damping: damping) {
                    let trial = problem.point(at: step.values)
                    if trial.cost < point.cost { accepted = trial }
                }
                damping = accepted == nil ? damping * 10 : max(damping / 10, 1e-6)
            }
            // Where the ends of tails hide what little is left, no step goes down.
            let isHidden = full.decrease < 10 * tolerance
            guard let accepted else { return Minimum(point: point, isConverged: isHidden) }
            if isHidden, point.cost - accepted.cost < tolerance / 10 {
                return Minimum(point: accepted, isConverged: true)
            }
            point = accepted
        }
        return Minimum(point: point, isConverged: false)
    }

    /// The unknowns that a step changes: present phases, the background, and free parameters that no bound holds.
    func unknowns(at point: RefinementProblem.Point, _ linearization: RefinementProblem.Linearization) -> [Int] {
        let linear = point.linear.count
        let present = (0..<linear).filter { point.linear[$0] != 0 }
        let parameters = problem.parameters.indices.filter { index in
            guard isFree[index] else { return false }
            let restraint = problem.parameters[index].restraint
            let descent = linearization.descent[linear + index]
            return !(point.values[index] <= restraint.lower && descent < 0)
                && !(point.values[index] >= restraint.upper && descent > 0)
        }
        return present + parameters.map { linear + $0 }
    }

    /// A damped step that ends within the bounds, and by how much it lowers C where the model is linear.
    ///
    /// Parameters that would cross a bound go to the bound, and the others are solved for again with that.
    private func step(
        from point: RefinementProblem.Point, _ linearization: RefinementProblem.Linearization, damping: Double
    ) -> (values: [Double], decrease: Double)? {
        let linear = point.linear.count
        var unknowns = unknowns(at: point, linearization)
        var pinned: [(unknown: Int, change: Double)] = []
        while true {
            guard let changes = solve(linearization, unknowns, pinned: pinned, damping: damping, linear: linear) else {
                return nil
            }
            let crossing = zip(unknowns, changes).compactMap { unknown, change -> (unknown: Int, change: Double)? in
                guard unknown >= linear else { return nil }
                let value = point.values[unknown - linear]
                let restraint = problem.parameters[unknown - linear].restraint
                let bounded = min(max(value + change, restraint.lower), restraint.upper)
                return bounded == value + change ? nil : (unknown, bounded - value)
            }
            guard crossing.isEmpty else {
                pinned += crossing
                unknowns.removeAll { unknown in crossing.contains { $0.unknown == unknown } }
                continue
            }
            var values = point.values
            var decrease = 0.0
            let moves = pinned + zip(unknowns, changes).map { (unknown: $0, change: $1) }
            for (unknown, change) in moves {
                decrease += change * linearization.descent[unknown]
                if unknown >= linear { values[unknown - linear] += change }
            }
            // What was pinned is at its bound but for rounding.
            for (index, parameter) in problem.parameters.enumerated() {
                values[index] = min(max(values[index], parameter.restraint.lower), parameter.restraint.upper)
            }
            return (values, decrease)
        }
    }

    /// The changes of some unknowns where those of others are given.
    private func solve(
        _ linearization: RefinementProblem.Linearization, _ unknowns: [Int],
        pinned: [(unknown: Int, change: Double)], damping: Double, linear: Int
    ) -> [Double]? {
        let count = linearization.count
        // In units in which the diagonal is one, so that the factor does not depend on the units of parameters.
        let units = unknowns.map { 1 / linearization.normal[$0 * (count + 1)].squareRoot() }
        guard units.allSatisfy(\.isFinite) else { return nil }
        var matrix = [Double](repeating: 0, count: unknowns.count * unknowns.count)
        for (row, first) in unknowns.enumerated() {
            for (column, second) in unknowns.enumerated() {
                matrix[row * unknowns.count + column] =
                    linearization.normal[first * count + second] * units[row] * units[column]
            }
            matrix[row * (unknowns.count + 1)] += first >= linear ? damping : 1e-12
        }
        let right = zip(unknowns, units).map { unknown, unit in
            pinned.reduce(linearization.descent[unknown]) {
                $0 - linearization.normal[unknown * count + $1.unknown] * $1.change
            } * unit
        }
        return CholeskyFactor(matrix, order: unknowns.count).map { factor in
            zip(factor.solve(right), units).map { $0 * $1 }
        }
    }
}
