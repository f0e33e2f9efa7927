package import ProportionInference

extension ProportionSet {
    /// The names of the columns that a table has for sets: whether each class is there, and the ends of its interval.
    package static func columns(_ classes: [String]) -> [String] {
        classes.flatMap { [$0 + "_presence", $0 + "_low", $0 + "_high"] }
    }

    /// The set as cells of these columns.
    package func cells() -> [String] {
        members.flatMap { [$0.presence.rawValue, "\($0.lower)", "\($0.upper)"] }
    }
}
