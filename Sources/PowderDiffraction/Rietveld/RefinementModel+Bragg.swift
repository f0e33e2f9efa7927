extension RefinementModel {
    /// R_Bragg of each phase: Σ |I_o - I_c| / Σ I_o over its reflections; nothing for a phase that has no intensity.
    ///
    /// I_o is the observed pattern less the background, shared out among the lines as they are calculated,
    /// I_o = Σ over points of (y - b) I_c(x) / y_l(x), within ten widths of the line in I_o and in I_c alike. Here y_l is the
    /// calculated pattern of all lines, with all of their tails, or the sum of the lines within ten widths of the point where
    /// that is larger: in the refined pattern tails end, where they no longer matter beside the noise. So no share is above
    /// one, and the unit of the intensities has no part in it.
    ///
    /// Source: H. M. Rietveld, J. Appl. Cryst. 2 (1969) 65.
    func braggFactors(at point: RefinementPoint, in workspace: RefinementWorkspace) -> [Double?] {
        reflectionAreas(at: point, in: workspace).map { areas in
            let sum = areas.reduce(0) { $0 + $1.observed }
            return sum > 0 ? areas.reduce(0) { $0 + abs($1.observed - $1.calculated) } / sum : nil
        }
    }

    /// By how much the areas of each phase's reflections differ from the calculated ones, a fraction τ_p; zero where there are no
    /// lines.
    ///
    /// With Q = Σ (I_o - I_c)²/I_c and A = Σ I_c, so that squared fractions are weighed with areas, it is
    ///
    ///     τ_p² = (Q_p + κ Q) / (A_p + κ A),
    ///
    /// with Q and A of all phases and κ = 0.1. Each phase has an error of its own, as one may have a texture that another does not
    /// have; but one with much less than a tenth of all areas is judged with the others, as what they leave is more than its own error.
    ///
    /// Reflections of less than a hundredth of their phase's largest are left out: of one whose middle lies beyond the pattern
    /// only a tail is there, and the background is more than that.
    func areaErrors(at point: RefinementPoint, in workspace: RefinementWorkspace) -> [Double] {
        let deviations = zip(reflectionAreas(at: point, in: workspace), point.linear).map { areas, scale in
            let least = 0.01 * areas.reduce(0) { max($0, $1.calculated) }
            return areas.filter { $0.calculated > least }.reduce(into: (squares: 0.0, sum: 0.0)) { phase, area in
                let difference = area.observed - area.calculated
                phase.squares += scale * difference * difference / area.calculated
                phase.sum += scale * area.calculated
            }
        }
        let squares = Self.sharedWeight * deviations.reduce(0) { $0 + $1.squares }
        let sum = Self.sharedWeight * deviations.reduce(0) { $0 + $1.sum }
        return deviations.map { sum > 0 ? (($0.squares + squares) / ($0.sum + sum)).squareRoot() : 0 }
    }

    /// κ.
    private static let sharedWeight = 0.1

    /// I_o and I_c of every reflection for a unit of mass, for each phase; none for a phase that has no intensity.
    private func reflectionAreas(
        at point: RefinementPoint, in workspace: RefinementWorkspace
    ) -> [[(observed: Double, calculated: Double)]] {
        var lines = [Double](repeating: 0, count: pattern.twoTheta.count)
        let present = phases.indices.filter { point.linear[$0] > 0 }
        for phase in present {
            forEachLine(phase, point.state) { line in
                workspace.lines.forEachPoint(of: line) { lines[$0] += point.linear[phase] * $1 }
            }
        }
        let calculated = point.calculated()
        let ratios = lines.indices.map { index in
            let all = max(lines[index], calculated[index] - point.background[index])
            return all > 0 ? (pattern.intensities[index] - point.background[index]) / all : 0
        }
        return phases.indices.map { phase in
            guard point.linear[phase] > 0 else { return [] }
            var areas = phases[phase].list.reflections.map { _ in (observed: 0.0, calculated: 0.0) }
            forEachLine(phase, point.state) { line in
                workspace.lines.forEachPoint(of: line) { index, value in
                    areas[line.reflection].observed += value * ratios[index]
                    areas[line.reflection].calculated += value
                }
            }
            return areas
        }
    }
}
