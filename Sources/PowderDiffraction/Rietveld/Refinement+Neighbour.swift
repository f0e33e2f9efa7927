extension Refinement {
    /// Refines from the ending of a neighbour where there is one and it is of use, and by the whole recipe otherwise.
    func result(after neighbour: RefinementEnding?) -> RefinementResult {
        var attempt = self
        if let neighbour, var result = attempt.run(from: neighbour) {
            result.beganAtNeighbour = true
            return result
        }
        var whole = self
        return whole.run()
    }

    /// Refines from where the refinement of a pattern alike ended, or says that this is of no use.
    ///
    /// The number of the background's polynomials is chosen as ever, with structures as published. Then all that the recipe
    /// frees is free at once: near a minimum stages only cost time.
    ///
    /// - Parameter neighbour: Where it begins.
    /// - Returns: What was found; nothing where the ending is of something else, where no minimum was reached, where the
    ///   verdict is that the pattern is not explained, or where the fit is not what the neighbour's lets expect
    ///   (``RefinementEnding/isPlausible(after:)``).
    mutating func run(from neighbour: RefinementEnding) -> RefinementResult? {
        guard neighbour.subject == subject else { return nil }
        free.formUnion(recipe.stages.first ?? [])
        let place = model.parameters.first { $0.family == .sampleDisplacement }.flatMap { neighbour.values[$0] }
        var point = chooseBackground(at: minimizeStage(from: startingPoint(near: place)))
        free.formUnion(recipe.stages.joined())
        point = again(model.point(at: values(of: neighbour), in: workspace))
        // Points are weighed by what the model says of them: once near, and once at the minimum.
        let (minimum, dropped) = settled(from: minimizeStage(from: point))
        let result = result(minimum, dropped)
        guard result.isConverged, result.verdict.grade != .notExplained, let ending = result.ending,
            ending.isPlausible(after: neighbour)
        else { return nil }
        return result
    }

    /// The parameters of another refinement, and of a phase that was not there what is expected.
    private func values(of neighbour: RefinementEnding) -> [Double] {
        model.parameters.map { parameter in
            let value = neighbour.values[parameter] ?? parameter.restraint.expected
            return min(max(value, parameter.restraint.lower), parameter.restraint.upper)
        }
    }

    /// Where a refinement ends.
    func ending(at point: RefinementPoint) -> RefinementEnding {
        let free = model.parameters.indices.filter { index in
            model.isFree[index] && (model.parameters[index].phase.map { point.linear[$0] > 0 } ?? true)
        }
        return RefinementEnding(
            subject: subject,
            values: Dictionary(uniqueKeysWithValues: free.map { (model.parameters[$0], point.values[$0]) }),
            isPresent: model.phases.indices.map { point.linear[$0] > 0 },
            held: Set(free.filter { isLost($0, at: point) }.map { model.parameters[$0] }),
            reducedChiSquared: reducedChiSquared(of: point))
    }

    /// Whether a bound holds a parameter that has no reason to be there: widths may be zero, and no cell is at its limit.
    private func isLost(_ index: Int, at point: RefinementPoint) -> Bool {
        let (parameter, value) = (model.parameters[index], point.values[index])
        return switch parameter.family {
        case .cellLengths, .cellAngles, .texture:
            value <= parameter.restraint.lower || value >= parameter.restraint.upper
        case .size, .strain: value >= parameter.restraint.upper
        default: false
        }
    }

    private var subject: RefinementEnding.Subject {
        RefinementEnding.Subject(
            phases: model.phases.map(\.structure.name), lines: model.start.instrument.radiation.lines, recipe: recipe)
    }
}
