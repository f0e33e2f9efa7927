internal import ArgumentParser
internal import NumericalMethods
internal import ScientificFormats

/// What is asked of the sums of proportions that another program inferred.
enum ProportionSums: String, CaseIterable, ExpressibleByArgument {
    /// No proportion is negative, and those of a sample sum to one.
    case one
    /// They are divided by their sum.
    case normalized
    /// They are scored as they are.
    case any

    /// How far a sum may be from one, and a proportion below zero: what digits of a text round away.
    private static let tolerance = 1e-3

    /// Checks proportions.
    ///
    /// - Parameters:
    ///   - proportions: The proportions, samples x classes.
    ///   - file: The file, for messages.
    ///   - part: The samples that they are for.
    /// - Returns: The proportions as they are scored.
    /// - Throws: `FormatError` with the sample and the cure where they are none.
    func checked(_ proportions: Matrix<Double>, file: String, part: ScoredPart) throws -> Matrix<Double> {
        var checked = proportions
        for sample in 0..<proportions.rows {
            func fail(_ reason: String) -> FormatError {
                FormatError(file: file, place: part.label(sample), reason: reason)
            }
            let own = Array(proportions.row(sample))
            if let index = own.firstIndex(where: { !$0.isFinite }) {
                throw fail(
                    "the proportion of '\(part.classes[index])' is \(own[index]); every test sample needs a number")
            }
            guard self != .any else { continue }
            if let index = own.firstIndex(where: { $0 < -Self.tolerance }) {
                throw fail(
                    "the proportion of '\(part.classes[index])' is \(own[index]), and none is below zero; --sums any "
                        + "scores the numbers as they are")
            }
            let sum = own.reduce(0, +)
            if self == .normalized {
                guard sum > 0 else { throw fail("the proportions are all zero, and cannot be divided by their sum") }
                for index in own.indices { checked[sample, index] = own[index] / sum }
            } else if abs(sum - 1) > Self.tolerance {
                let percent = abs(sum - 100) < 1 ? ", as of percent" : ""
                throw fail(
                    "the proportions sum to \(PlainText.number(sum))\(percent), not to one; --sums normalized divides each "
                        + "by the sum, --sums any scores them as they are")
            }
        }
        return checked
    }
}
