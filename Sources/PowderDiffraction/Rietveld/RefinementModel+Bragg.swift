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

    /// By how much the areas of reflections differ from the calculated ones, a fraction: the root of Σ (I_o - I_c)²/I_c over
    /// Σ I_c, which weighs the squared fractions with the areas; zero where there are no lines.
    ///
    /// Reflections of less than a hundredth of their phase's largest are left out: of one whose middle lies beyond the pattern
    /// only a tail is there, and the background is more than that.
    func areaError(at point: RefinementPoint, in workspace: RefinementWorkspace) -> Double {
        var (squares, sum) = (0.0, 0.0)
        for (phase, areas) in reflectionAreas(at: point, in: workspace).enumerated() {
            let least = 0.01 * areas.reduce(0) { max($0, $1.calculated) }
            for area in areas where area.calculated > least {
                let difference = area.observed - area.calculated
                squares += point.linear[phase] * difference * difference / area.calculated
                sum += point.linear[phase] * area.calculated
            }
        }
        return sum > 0 ? (squares / sum).squareRoot() : 0
    }

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
