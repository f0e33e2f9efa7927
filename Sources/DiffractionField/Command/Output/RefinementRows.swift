/// The rows that a pattern adds to the tables, each line with its line feed.
struct RefinementRows: Sendable {
    /// A row for each phase.
    let fractions: String
    /// One row.
    let wide: String
    /// A row for each phase and one for the rest, or nothing without an internal standard.
    let absolute: String
}
