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
            guard point.linear[phase] > 0 else { return nil }
            let count = phases[phase].list.reflections.count
            var (observed, computed) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
            forEachLine(phase, point.state) { line in
                workspace.lines.forEachPoint(of: line) { index, value in
                    observed[line.reflection] += value * ratios[index]
                    computed[line.reflection] += value
                }
            }
            let sum = observed.reduce(0, +)
            return sum > 0 ? zip(observed, computed).reduce(0) { $0 + abs($1.0 - $1.1) } / sum : nil
        }
    }
}
