extension RefinementModel {
    /// R_Bragg of each phase: Σ |I_o - I_c| / Σ I_o over its reflections; nothing for a phase that has no intensity.
    ///
    /// I_o is what remains of the observed pattern, shared out among the lines as they are in the calculated one:
    /// I_o = Σ over points of I_c(x) (y - b) / (y_c - b).
    ///
    /// Source: H. M. Rietveld, J. Appl. Cryst. 2 (1969) 65.
    func braggFactors(at point: RefinementPoint, in workspace: RefinementWorkspace) -> [Double?] {
        let ratios = zip(point.calculated(), point.background).enumerated().map { index, values in
            let (calculated, background) = values
            let lines = calculated - background
            return lines > 0 ? max(pattern.intensities[index] - background, 0) / lines : 0
        }
        return phases.indices.map { phase in
            guard point.linear[phase] > 0 else { return nil }
            let count = phases[phase].list.reflections.count
            var (observed, computed) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
            forEachLine(phase, point.state) { line in
                let areas = workspace.lines.share(line, of: ratios)
                observed[line.reflection] += areas.observed
                computed[line.reflection] += areas.calculated
            }
            let sum = observed.reduce(0, +)
            return sum > 0 ? zip(observed, computed).reduce(0) { $0 + abs($1.0 - $1.1) } / sum : nil
        }
    }
}
