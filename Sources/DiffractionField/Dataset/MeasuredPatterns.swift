internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// Measured patterns, as a rule with fractions that were weighed.
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
        /// The weighed fractions, in the order of the phases, or nothing where they are not known.
        let fractions: [Double]?
    }

    let patterns: [Pattern]

    var isEmpty: Bool { patterns.isEmpty }

    /// Those with weighed fractions.
    var labelled: MeasuredPatterns { MeasuredPatterns(patterns: patterns.filter { $0.fractions != nil }) }

    /// Those without.
    var unlabelled: MeasuredPatterns { MeasuredPatterns(patterns: patterns.filter { $0.fractions == nil }) }

    /// The names of the patterns.
    var names: [String] { patterns.map(\.name) }

    /// The patterns as their field knows them.
    var powder: [MeasuredPowder.Pattern] {
        patterns.map { MeasuredPowder.Pattern(name: $0.name, path: $0.path, scan: $0.scan) }
    }

    /// The patterns as a network sees them, patterns x points.
    func inputs(preparation: PatternPreparation, grid: AngleGrid) -> Matrix<Float> {
        let inputs = patterns.flatMap { pattern in
            var values = pattern.counts
            values.withUnsafeMutableBufferPointer { preparation.apply(to: $0, step: grid.step) }
            return values.map { Float($0) }
        }
        return Matrix(rows: patterns.count, columns: grid.count, elements: inputs)
    }

    /// The patterns as a network sees them with their fractions, which all of them must have.
    func samples(preparation: PatternPreparation, grid: AngleGrid) -> LabelledSamples {
        let fractions = patterns.compactMap(\.fractions)
        precondition(fractions.count == patterns.count, "patterns without fractions are no labelled samples")
        return LabelledSamples(
            inputs: inputs(preparation: preparation, grid: grid),
            proportions: Matrix(
                rows: patterns.count, columns: fractions.first?.count ?? 0, elements: Array(fractions.joined())))
    }
}
