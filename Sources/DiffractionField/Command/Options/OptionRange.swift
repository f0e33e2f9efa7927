internal import ArgumentParser

/// Numbers that options may be given.
enum OptionRange {
    /// Requires that a number, if it is given, lies within bounds.
    static func check(_ value: Double?, in bounds: ClosedRange<Double>, _ option: String) throws {
        guard value.map(bounds.contains) ?? true else {
            throw ValidationError("\(option) must be between \(bounds.lowerBound) and \(bounds.upperBound)")
        }
    }
}
