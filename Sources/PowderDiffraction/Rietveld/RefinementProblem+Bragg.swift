extension RefinementProblem {
    /// R_Bragg of each phase: Σ |I_o - I_c| / Σ I_o over its reflections.
    ///
    /// I_o is what remains of the observed pattern, shared out among the lines as they are in the calculated one:
    /// I_o = Σ over points of I_c(x) (y - b) / (y_c - b).
    ///
    /// Source: H. M. Rietveld, J. Appl. Cryst. 2 (1969) 65.
    func braggFactors(at point: Point, calculated: [Double], background: [Double]) -> [Double?] {
        let ratios = calculated.indices.map { index in
            let lines = calculated[index] - background[index]
            return lines > 0 ? max(pattern.intensities[index] - background[index], 0) / lines : 0
        }
        return phases.indices.map { phase in
            guard point.linear[phase] > 0 else { return nil }
            let count = phases[phase].list.reflections.count
            var (observed, computed) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
            forEachLine(phase, point.state) { line in
                let areas = lines.share(line, of: ratios)
                observed[line.reflection] += areas.observed
                computed[line.reflection] += areas.calculated
            }
            let sum = observed.reduce(0, +)
            return sum > 0 ? zip(observed, computed).reduce(0) { $0 + abs($1.0 - $1.1) } / sum : nil
        }
    }
}
