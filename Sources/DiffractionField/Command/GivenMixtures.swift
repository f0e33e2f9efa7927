internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ScientificFormats

/// Mixtures whose weight fractions a file holds, and their patterns, which may be more than memory holds.
struct GivenMixtures {
    private let recipe: DiffractionRecipe
    private let rows: NPYRows
    private let path: String

    /// The number of mixtures.
    var count: Int { rows.count }

    /// How many patterns are in memory at a time.
    private static let blockSize = 4000

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: A `.npy` file, mixtures x phases in the order of the recipe.
    ///   - recipe: How patterns are simulated.
    /// - Throws: `FormatError` where the file cannot be read, or its rows have not a number for each phase.
    init(path: String, recipe: DiffractionRecipe) throws {
        rows = try NPYRows(path: path)
        let phases = recipe.contents.phases
        guard rows.columns == phases.count, rows.count > 0 else {
            throw FormatError(
                file: path,
                reason:
                    "has \(rows.count) rows of \(rows.columns) numbers; a row for each mixture is wanted, with the weight "
                    + "fractions of \(phases.joined(separator: ", "))")
        }
        self.recipe = recipe
        self.path = path
    }

    /// Simulates all patterns, and writes them into a `.npy` file, mixtures x points of the grid, as an instrument counts them.
    ///
    /// - Parameters:
    ///   - file: The file to be made.
    ///   - source: Where structures come from.
    /// - Throws: `FormatError` where fractions are none, or a file cannot be read or written.
    func writePatterns(to file: String, source: DatasetSource) throws {
        let structures = try recipe.structures(in: source)
        let database = try recipe.database(structures)
        let part = recipe.part("given", count, of: recipe.counts.training, structures)
        let writer = try NPYWriter(path: file, rows: count, columns: recipe.grid.count)
        let monitor = RunMonitor(threads: ProcessInfo.processInfo.activeProcessorCount)
        for first in stride(from: 0, to: count, by: Self.blockSize) {
            let fractions = try fractions(first..<min(first + Self.blockSize, count))
            let patterns = try database.patterns(of: fractions, first: first, in: part, monitor: monitor)
            try writer.append(patterns.elements)
        }
    }

    /// The fractions of some mixtures, divided by their sums.
    private func fractions(_ range: Range<Int>) throws -> Matrix<Double> {
        var values = try rows.values(range)
        for row in 0..<range.count {
            let own = row * rows.columns..<(row + 1) * rows.columns
            let sum = values[own].reduce(0, +)
            guard values[own].allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-3 else {
                throw FormatError(
                    file: path, place: "row \(range.lowerBound + row)",
                    reason:
                        "\(values[own].map { "\($0)" }.joined(separator: ", ")) are no fractions: none is below zero, "
                        + "and their sum is 1")
            }
            for index in own { values[index] /= sum }
        }
        return Matrix(rows: range.count, columns: rows.columns, elements: values)
    }
}
