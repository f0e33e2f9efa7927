internal import Foundation

/// The records that are committed to the git repository in which the results lie.
public struct CommittedRecords: Sendable {
    private let store: ResultsStore
    /// The paths below the results; none outside a repository, or where git does not answer in time.
    private let paths: Set<String>

    /// Asks git.
    public init(_ store: ResultsStore) {
        self.store = store
        let answer =
            FileManager.default.fileExists(atPath: store.root)
            ? ExternalProgram.output(of: ["git", "-C", store.root, "ls-files", "-z", "--", "."], within: 10) : nil
        paths = Set(String(decoding: answer ?? Data(), as: UTF8.self).split(separator: "\0").map(String.init))
    }

    /// What is to be said before plans are carried out; nothing where no committed record will be replaced.
    public func warning(before plans: [ExperimentPlan]) -> String? {
        let runs = plans.flatMap(\.runs).filter { paths.contains($0.place.path + "/" + ResultsStore.recordFile) }
        let replaced = runs.count { run in
            if case .done = store.state(of: run) { false } else { true }
        }
        guard replaced > 0 else { return nil }
        return
            "note: \(replaced) committed records in '\(store.root)' will be replaced, because their weights and predictions "
            + "are not here, or they are out of date; 'proportions verify' makes their runs again elsewhere and compares, "
            + "'--results FOLDER' leaves them as they are, and 'report --tables-only' draws their tables without any run"
    }
}
