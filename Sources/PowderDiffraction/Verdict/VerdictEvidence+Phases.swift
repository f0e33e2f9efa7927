internal import Foundation

extension VerdictEvidence {
    /// What is known of each phase.
    static func phases(
        _ model: RefinementModel, _ point: RefinementPoint, counted: Int, above: [Double],
        width: @escaping (Double) -> Double
    ) -> [Phase] {
        let ratios = model.phases.indices.map { scatteringRatio(model, point, $0) }
        func sum(_ factors: [Double]) -> Double {
            (0..<counted).reduce(0) { $0 + point.linear[$1] * factors[$1] }
        }
        let (refined, published) = (sum(ratios.map { _ in 1 }), sum(ratios))
        let lines = point.background.indices.map { index in point.patterns.reduce(0) { $0 + $1[index] } }
        let search = OwnLineSearch(
            twoTheta: model.pattern.twoTheta, lines: lines, above: above,
            variances: model.pattern.weights.map { 1 / $0 }, step: model.pattern.step, width: width)
        return model.phases.indices.map { phase in
            let scale = point.linear[phase]
            let own =
                scale > 0
                ? search.found(
                    own: point.patterns[phase], at: model.phases[phase].mainLines(state: point.state, phase: phase))
                : []
            return Phase(
                name: model.phases[phase].structure.name, isCounted: phase < counted, isThere: scale > 0,
                scatteringRatio: ratios[phase],
                shares: refined > 0 && published > 0
                    ? (scale / refined, scale * ratios[phase] / published) : (0, 0),
                missingLines: own.filter(\.isMissing).map(\.angle), ownLines: own.count)
        }
    }

    /// The area of a phase's lines within the pattern over that of the published structure, for one mass.
    private static func scatteringRatio(
        _ model: RefinementModel, _ point: RefinementPoint, _ phase: Int
    ) -> Double {
        guard point.linear[phase] > 0, let first = model.pattern.twoTheta.first, let last = model.pattern.twoTheta.last
        else { return 1 }
        func area(_ state: PatternState) -> Double {
            var sum = 0.0
            model.forEachLine(phase, state) { line in
                if line.position >= first, line.position <= last { sum += line.area }
            }
            return sum
        }
        var published = point.state
        published.phases[phase].displacement = 0
        published.phases[phase].texture = 1
        let whole = area(published)
        return whole > 0 ? area(point.state) / whole : 1
    }
}
