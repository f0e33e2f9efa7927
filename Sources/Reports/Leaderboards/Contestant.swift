internal import Experiments
internal import ProportionInference

/// A method of an experiment, with its scores on a test part.
struct Contestant {
    let results: ExperimentResults
    let method: CatalogCard
    /// The test part in words, with the experiment where that has several.
    let samplesTitle: String
    let scores: MethodScores
    /// How many runs the spec asks for.
    let wantedRuns: Int
    /// Its score that decides: the mean over runs, in percent.
    let mean: Double
    /// What it was given beside the signals.
    let given: String
    /// Its experiment in words, with the column where that has several for the same samples.
    let experiment: String
    /// What tells the proportions that its runs inferred, whichever experiment they are of.
    let inferences: [String]
    /// Its experiment and its name, and the test part where networks learned from some of its samples.
    let address: String

    /// Reads the scores of a method; nothing where none of its runs has any.
    ///
    /// - Throws: A `FormatError` for scores of blocks that are not there, or not as their record says.
    init?(_ method: CatalogCard, on column: ReportPlace.Column, of results: ExperimentResults) throws {
        scores = try MethodScores(of: method.name, part: column.part, in: results)
        guard let supervision = results.records(of: method.name).first?.supervision, !scores.runs.isEmpty else {
            return nil
        }
        inferences = results.records(of: method.name).filter { $0.outcome == .completed }
            .flatMap(\.tests).filter { $0.part == column.part }.map(\.predictions.sha256).sorted()
        self.results = results
        self.method = method
        samplesTitle = results.samplesTitle(of: column)
        wantedRuns = results.leaderboardEntry(of: method, on: column).wantedRuns
        let values = scores.percentages(Leaderboard.metric).sorted { $0.key < $1.key }.map(\.value)
        mean = values.reduce(0, +) / Double(values.count)
        let parts = results.spec.dataset.addedParts
        let added = parts.first { $0.name == column.part }
        given =
            supervision.given(in: results)
            + (supervision == .labels && added.map { $0.count > 0 } ?? false
                ? "; and of \(added?.count ?? 0) of these samples, but none that a network infers" : "")
        experiment = results.spec.title + (parts.isEmpty ? "" : ": \(column.title)")
        address = "\(results.spec.name)/\(method.name)" + (added.map { "/\($0.name)" } ?? "")
    }
}

extension ExperimentResults {
    /// The test part of a column in words, with the experiment where that has several.
    func samplesTitle(of column: ReportPlace.Column) -> String {
        spec.report.columns.count > 1 ? "\(spec.title): \(column.title)" : column.title
    }

    /// What the tables know of a method, which may be one whose results were made elsewhere.
    func leaderboardEntry(of method: CatalogCard, on column: ReportPlace.Column) -> TableEntry {
        external.contains { $0.method == method.name }
            ? externalEntry(title: method.title, column: column)
            : entry(title: method.title, column: column, published: [:])
    }
}

extension Supervision {
    /// What a method was given beside the signals of an experiment, in words.
    fileprivate func given(in results: ExperimentResults) -> String {
        switch self {
        case .labels:
            let count = results.facts.samples
            return
                "labels of \(count["training"] ?? 0) \(results.sampleName), and of \(count["validation"] ?? 0) to choose"
        case .endmembers: return "true spectra of the classes"
        case .structures: return "crystal structures of the classes"
        case .nothing: return "nothing"
        case .unknown: return "not known; results made elsewhere"
        }
    }
}

extension ExperimentResults {
    /// What the samples that networks learn from are, in the plural.
    fileprivate var sampleName: String {
        if spec.dataset is any SimulatedDataset { return "simulated patterns" }
        return facts.imageSize == nil ? "samples" : "pixels"
    }
}
