internal import ArgumentParser

/// Numbers that options may be given: one check and one message for all commands.
package enum OptionRange {
    /// How many threads or runs may go on at a time.
    package static let workers = 1...1024

    /// Requires that a number, if it is given, lies within bounds.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - bounds: The bounds.
    ///   - option: The option with its hyphens.
    /// - Throws: A `ValidationError` with the option, the range, and the number that was given.
    package static func check<Number: LosslessStringConvertible & Comparable>(
        _ value: Number?, in bounds: ClosedRange<Number>, _ option: String
    ) throws {
        guard let value, !bounds.contains(value) else { return }
        throw ValidationError(
            "\(option) must be between \(text(bounds.lowerBound)) and \(text(bounds.upperBound)), and not \(text(value))"
        )
    }

    /// Requires that a number, if it is given, is not below a bound.
    package static func check<Number: LosslessStringConvertible & Comparable>(
        _ value: Number?, in bounds: PartialRangeFrom<Number>, _ option: String
    ) throws {
        guard let value, !bounds.contains(value) else { return }
        throw ValidationError("\(option) must be \(text(bounds.lowerBound)) or more, and not \(text(value))")
    }

    /// A number without decimals that say nothing.
    private static func text(_ number: some LosslessStringConvertible) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
