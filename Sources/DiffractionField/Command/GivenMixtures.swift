internal import Commands
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ScientificFormats

/// Mixtures whose weight fractions a file holds, and their patterns, which may be more than memory holds.
struct GivenMixtures {
    /// The file.
    let path: String
    private let recipe: DiffractionRecipe
    private let rows: NPYRows

    /// The number of mixtures.
    var count: Int { rows.count }

    /// How many patterns are in memory at a time.
    private static let blockSize = 4000

    /// The mixtures that are worked on together.
    private var blocks: [Range<Int>] {
        stride(from: 0, to: count, by: Self.blockSize).map { $0..<min($0 + Self.blockSize, count) }
    }

    /// Opens a file, and checks all of its rows.
    ///
    /// - Parameters:
    ///   - path: A `.npy` file, mixtures x phases in the order of the recipe.
    ///   - recipe: How patterns are simulated.
    /// - Throws: `FormatError` where the file cannot be read, or a row does not hold the fractions of the phases.
    init(path: String, recipe: DiffractionRecipe) throws {
        rows = try NPYRows(path: path)
        self.recipe = recipe
        self.path = path
        let phases = recipe.contents.phases
        guard rows.columns == phases.count, rows.count > 0 else {
            throw FormatError(
                file: path,
                reason:
                    "\(rows.count) rows of \(rows.columns) numbers; a row for each mixture is wanted, with the weight "
                    + "fractions of \(phases.joined(separator: ", "))")
        }
        for block in blocks { _ = try fractions(block) }
    }

    /// Simulates all patterns, and writes them into a `.npy` file, mixtures x points of the grid, as an instrument counts them.
    ///
    /// - Parameters:
    ///   - file: The file to be made.
    ///   - source: Where structures come from.
    ///   - interruption: Says when to stop.
    /// - Throws: `FormatError` where a file cannot be read or written, and `CancellationError` where a stop was asked for.
    func writePatterns(to file: String, source: DatasetSource, interruption: Interruption) throws {
        let structures = try recipe.structures(in: source)
        let database = try recipe.database(structures)
        let part = recipe.part("given", count, of: recipe.counts.training, structures)
        let writer = try NPYWriter(path: file, rows: count, columns: recipe.grid.count)
        let monitor = RunMonitor(
            threads: ProcessInfo.processInfo.activeProcessorCount, isCancelled: { interruption.isRequested })
        let progress = ProgressLine()
        for block in blocks {
            let patterns = try database.patterns(
                of: fractions(block), first: block.lowerBound, in: part, monitor: monitor)
            try writer.append(patterns.elements)
            progress.advanced(block.upperBound, of: count, "patterns")
        }
    }

    /// The fractions of some mixtures, divided by their sums.
    private func fractions(_ block: Range<Int>) throws -> Matrix<Double> {
        var values = try rows.values(block)
        for row in 0..<block.count {
            let own = row * rows.columns..<(row + 1) * rows.columns
            let sum = values[own].reduce(0, +)
            guard values[own].allSatisfy({ $0 >= 0 }), abs(sum - 1) <= WeighedFractions.sumTolerance else {
                throw FormatError(
                    file: path, place: "row \(block.lowerBound + row), counted from 0",
                    reason: values[own].map { NumberText.rounded($0) }.joined(separator: ", ")
                        + " are no fractions: these are zero or more, and sum to 1 within \(WeighedFractions.sumTolerance)"
                )
            }
            for index in own { values[index] /= sum }
        }
        return Matrix(rows: block.count, columns: rows.columns, elements: values)
    }
}
