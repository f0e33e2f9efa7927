internal import Experiments
internal import DeclarativeFiles
internal import Foundation
internal import ProportionInference

/// Where the numbers of a method come from: spec, data and runs.
struct PageOrigin {
    /// A name with a value.
    struct Fact: Hashable {
        let name: String
        let value: String
    }

    /// A run.
    struct Run {
        let number: Int
        let isShown: Bool
        let facts: [Fact]
    }

    let anchor: String
    let title: String
    let given: String
    let specFile: String
    let specLines: String
    let data: [Fact]
    let command: String
    /// What is the same of all runs, where there are several.
    let shared: [Fact]
    let hasShared: Bool
    let runs: [Run]

    /// The anchor of the runs of a method.
    static func anchor(experiment: String, method: String) -> String { "runs-\(experiment)-\(method)" }

    /// The anchor of the runs of a side.
    static func anchor(of side: Contrast.Side) -> String {
        anchor(experiment: side.place.experiment, method: side.method)
    }

    /// Collects what is known of a method's runs.
    ///
    /// - Throws: Where the spec cannot be read any more.
    init(method: CatalogCard, results: ExperimentResults) throws {
        let records = results.records(of: method.name)
        let shown = Selection.best(of: records)?.run
        let dataset = results.facts
        anchor = Self.anchor(experiment: results.spec.name, method: method.name)
        title = "\(results.spec.title), \(method.title)"
        given = records.first?.supervision.rawValue ?? ""
        specFile = results.specFile
        let lines = try results.specLines(of: method.name)
        let width = "\(lines.last?.number ?? 0)".count
        specLines = lines.map { line in
            String(repeating: " ", count: width - "\(line.number)".count) + "\(line.number)  \(line.text)"
        }.joined(separator: "\n")
        data =
            [Fact(name: "name", value: dataset.name), Fact(name: "identity", value: dataset.identity)]
            + dataset.files.sorted { $0.key < $1.key }.map { Fact(name: $0.key, value: "git blob \($0.value)") }
            + dataset.samples.sorted { $0.key < $1.key }.map { Fact(name: $0.key, value: "\($0.value) samples") }
        command = results.command(of: method.name)
        let facts = records.map { Self.facts(of: $0, results: results) }
        let ofMachine: Set = ["commit", "processor", "kernels", "command"]
        let shared = (facts.first ?? []).filter { fact in
            facts.count > 1 && ofMachine.contains(fact.name) && facts.allSatisfy { $0.contains(fact) }
        }
        (self.shared, hasShared) = (shared, !shared.isEmpty)
        runs = zip(records, facts).map { record, facts in
            Run(
                number: record.run, isShown: record.run == shown,
                facts: facts.filter { !shared.contains($0) })
        }
    }

    private static func facts(of record: RunRecord, results: ExperimentResults) -> [Fact] {
        func percent(_ value: Double) -> String { NumberText.fixed(100 * value, decimals: ResultTable.decimals) }
        let (made, environment) = (record.provenance, record.provenance.environment)
        let scores = record.tests.map { test in
            Fact(
                name: test.part,
                value: ProportionMetric.allCases.map { "\($0.title) \(percent($0.value(in: test.scores)))" }
                    .joined(separator: ", "))
        }
        return [Fact(name: "outcome", value: record.outcome.rawValue + (record.reason.map { ": \($0)" } ?? ""))]
            + scores
            + [
                record.validation.map { Fact(name: "validation MMAE", value: percent($0.mmae)) },
                record.selectedEpoch.map { Fact(name: "epoch", value: "\($0)") },
                Fact(name: "seed", value: record.seed),
                Fact(name: "commit", value: environment.commit ?? "not recorded"),
                Fact(name: "processor", value: "\(environment.processor), \(environment.cores) cores"),
                Fact(name: "kernels", value: environment.blasKernels ?? "not recorded"),
                Fact(name: "begun", value: "\(made.started), took \(TimeText.rough(.seconds(made.seconds)))"),
                Fact(name: "identity", value: record.identity),
                Fact(
                    name: "predictions",
                    value: record.tests.map { "sha256 \($0.predictions.sha256)" }.joined(separator: ", ")),
                record.weights.map { Fact(name: "weights", value: "sha256 \($0.sha256)") },
                Fact(name: "command", value: made.command ?? "not recorded"),
                Fact(name: "record", value: results.recordPath(of: record)),
            ].compactMap(\.self)
    }
}

extension ExperimentResults {
    /// Where a record lies in the repository.
    fileprivate func recordPath(of record: RunRecord) -> String {
        "results/\(spec.name)/\(edition)/\(record.method)/run-\(record.run)/record.json"
    }
}
