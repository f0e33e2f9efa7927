internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// Measured patterns whose fractions were weighed.
struct MeasuredPatterns {
    /// One pattern, on the points of a grid.
    struct Pattern {
        /// The file's name without its extension.
        let name: String
        /// The file.
        let path: String
        /// What was measured.
        let scan: PowderScan
        /// Counts per step of the grid.
        let counts: [Double]
        /// The weighed fractions, in the order of the phases.
        let fractions: [Double]
    }

    let patterns: [Pattern]

    var isEmpty: Bool { patterns.isEmpty }

    /// The patterns as a network sees them.
    func samples(preparation: PatternPreparation, grid: AngleGrid) -> LabelledSamples {
        let inputs = patterns.flatMap { pattern in
            var values = pattern.counts
            values.withUnsafeMutableBufferPointer { preparation.apply(to: $0, step: grid.step) }
            return values.map { Float($0) }
        }
        let phases = patterns.first?.fractions.count ?? 0
        return LabelledSamples(
            inputs: Matrix(rows: patterns.count, columns: grid.count, elements: inputs),
            proportions: Matrix(rows: patterns.count, columns: phases, elements: patterns.flatMap(\.fractions)))
    }
}
