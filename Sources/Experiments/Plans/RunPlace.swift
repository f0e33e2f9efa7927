internal import DataCatalogue
internal import DeclarativeFiles
internal import ProportionInference
internal import NumericalMethods

/// The place of a run among the results.
public struct RunPlace: Sendable, Hashable {
    /// The experiment's name.
    public let experiment: String
    /// The edition: see ``ExperimentPlan/edition``.
    public let edition: String
    /// The method's name.
    public let method: String
    /// The repetition, counted from one.
    public let run: Int

    /// The folder, below that of all results.
    public var path: String { "\(experiment)/\(edition)/\(method)/run-\(run)" }
    /// The run as messages name it.
    public var label: String { "\(experiment) · \(method) · run \(run)" }
}
