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
    public var path: String { "\(experiment)/\(edition)/\(method)/\(Self.folder(ofRun: run))" }

    /// The name of the folder of a run, below that of its method.
    private static func folder(ofRun run: Int) -> String { "run-\(run)" }

    /// The number of the run that a folder is of.
    ///
    /// - Returns: The number; nothing where no run has a folder of that name, such as `run-01`.
    static func run(ofFolder name: some StringProtocol) -> Int? {
        Int(name.dropFirst(4)).flatMap { folder(ofRun: $0) == name ? $0 : nil }
    }

    /// The run as messages name it.
    public var label: String { "\(experiment) · \(method) · run \(run)" }
}
