/// A dataset whose training samples are simulated, so that examples of them can be made at any time.
public protocol SimulatedDataset: DatasetRecipe {
    /// Simulates a few samples.
    ///
    /// - Parameters:
    ///   - count: Their number, one or more. The first examples are the same for every number.
    ///   - source: What ``DatasetRecipe/source(in:)`` found.
    /// - Returns: The samples with their proportions, as many as were asked for.
    /// - Throws: An error that says what is in the way.
    func examples(count: Int, source: DatasetSource) throws -> PatternPicture
}
