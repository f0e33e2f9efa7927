internal import Foundation
internal import NumericalMethods

/// Minimizes the cost of a ``RefinementModel`` by the method of Levenberg and Marquardt, within the bounds of the parameters.
///
/// A parameter at a bound whose derivative points outwards stays there for a step. Scales and background are solved for at
/// every point, scales by non-negative least squares.
///
/// Source: D. W. Marquardt, J. Soc. Ind. Appl. Math. 11 (1963) 431.
struct RefinementSolver {
    let model: RefinementModel
    let workspace: RefinementWorkspace

    /// What became of a minimization.
    struct Minimum {
        let point: RefinementPoint
        let isConverged: Bool
        /// The number of linearizations that it took.
        let iterations: Int
    }

    /// Goes downhill from a point, until a full step would lower C by less than a tolerance where the model is linear: C
    /// rises by one where a parameter is off by its standard uncertainty.
    ///
    /// - Parameters:
    ///   - start: The point.
    ///   - tolerance: The tolerance.
    ///   - limit: The largest number of linearizations.
    /// - Returns: Where it ended, and whether that is a minimum.
    func minimize(from start: RefinementPoint, tolerance: Double, limit: Int) -> Minimum {
        var point = start
        var damping = 1e-3
        for iteration in 1...limit {
            func ended(at point: RefinementPoint, isConverged: Bool) -> Minimum {
                Minimum(point: point, isConverged: isConverged, iterations: iteration)
            }
            let linearization = model.linearization(at: point, in: workspace)
            guard let full = step(from: point, linearization, damping: 1e-9) else {
                return ended(at: point, isConverged: false)
            }
            if full.decrease < tolerance { return ended(at: point, isConverged: true) }
            var accepted: RefinementPoint?
            while accepted == nil, damping < 1e6 {
                if let step = step(from: point, linearization, damping: damping) {
                    let trial = model.point(at: step.values, in: workspace)
                    if trial.cost < point.cost { accepted = trial }
                }
                damping = accepted == nil ? damping * 10 : max(damping / 10, 1e-6)
            }
            // Where the ends of tails hide what little is left, no step goes down.
            let isHidden = full.decrease < 10 * tolerance
            guard let accepted else { return ended(at: point, isConverged: isHidden) }
            if isHidden, point.cost - accepted.cost < tolerance / 10 {
                return ended(at: accepted, isConverged: true)
            }
            point = accepted
        }
        return Minimum(point: point, isConverged: false, iterations: limit)
    }

    /// A damped step that ends within the bounds, and by how much it lowers C where the model is linear.
    ///
    /// Parameters that would cross a bound go to the bound, and the others are solved for again with that.
    private func step(
        from point: RefinementPoint, _ linearization: RefinementLinearization, damping: Double
    ) -> (values: [Double], decrease: Double)? {
        let linear = point.linear.count
        var unknowns = model.unknowns(at: point, linearization)
        var pinned: [(unknown: Int, change: Double)] = []
        while true {
            guard let changes = solve(linearization, unknowns, pinned: pinned, damping: damping, linear: linear) else {
                return nil
            }
            let crossing = zip(unknowns, changes).compactMap { unknown, change -> (unknown: Int, change: Double)? in
                guard unknown >= linear else { return nil }
                let value = point.values[unknown - linear]
                let restraint = model.parameters[unknown - linear].restraint
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
            for (index, parameter) in model.parameters.enumerated() {
                values[index] = min(max(values[index], parameter.restraint.lower), parameter.restraint.upper)
            }
            return (values, decrease)
        }
    }

    /// The changes of some unknowns where those of others are given.
    private func solve(
        _ linearization: RefinementLinearization, _ unknowns: [Int],
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
