internal import Experiments
internal import DeclarativeFiles
internal import Foundation
internal import ProportionInference

/// Where the numbers of a method come from: spec, data and runs.
struct PageOrigin {
    /// A name with a value.
    struct Fact {
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
        let facts = results.facts
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
            [Fact(name: "name", value: facts.name), Fact(name: "identity", value: facts.identity)]
            + facts.files.sorted { $0.key < $1.key }.map { Fact(name: $0.key, value: "git blob \($0.value)") }
            + facts.samples.sorted { $0.key < $1.key }.map { Fact(name: $0.key, value: "\($0.value) samples") }
        command = results.command(of: method.name)
        runs = records.map {
            Run(number: $0.run, isShown: $0.run == shown, facts: Self.facts(of: $0, results: results))
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
