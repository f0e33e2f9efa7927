internal import Experiments
internal import Foundation
internal import ProportionInference
internal import Reports

extension Explanation {
    /// The explanation for people.
    func text() -> String {
        ([number.address.description, heading] + valueLines() + specText() + dataLines() + runLines() + endLines())
            .joined(separator: "\n")
    }

    private func valueLines() -> [String] {
        guard let measure = number.measure else {
            return ["  no number: \(number.entry.missingReason ?? "the score is not finite")"]
                + number.entry.damages.map { "  \($0)" }
        }
        let (entry, value) = (number.entry, fixed(measure.value))
        let from =
            number.isExternal
            ? "the mean over \(number.records().count) files that another program made"
            : selected.map { run in
                "run \(run.run), whose validation MMAE is lowest"
                    + (run.selectedEpoch.map { ", with the parameters of epoch \($0)" } ?? "")
            } ?? "the mean over the runs; none is selected"
        let spread = measure.standardDeviation.map { " ± \(fixed($0))" } ?? ""
        let finished = entry.runs - entry.failedRuns
        var lines = [
            "  \(value) %: \(from)", "  in full: \(measure.value) %",
            "  mean: \(fixed(measure.mean))\(spread) % over \(finished) of \(entry.wantedRuns) runs",
        ]
        if let published = number.published {
            let difference = NumberText.signed(measure.value - published.value, decimals: 2)
            lines.append("  paper: \(published.text) %; ours minus the paper's: \(difference)")
        }
        return lines + entry.damages.map { "  \($0)" } + entry.remarks.map { "  \($0)" }
    }

    private func specText() -> [String] {
        let width = "\(specLines.last?.number ?? 0)".count
        return ["Spec: \(number.results.spec.place.file), effort \(number.results.edition)"]
            + specLines.map { line in
                let number = "\(line.number)"
                return "  " + String(repeating: " ", count: width - number.count) + number + "  " + line.text
            }
    }

    private func dataLines() -> [String] {
        let facts = number.results.facts
        return ["Data: \(facts.name)", "  identity \(facts.identity)"]
            + (facts.standIn.map { ["  stand-in: \($0)"] } ?? [])
            + facts.files.sorted { $0.key < $1.key }.map { "  \($0.key): git blob \($0.value)" }
            + facts.samples.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value) samples" }
    }

    private func runLines() -> [String] {
        ["Runs"]
            + number.records().flatMap { record -> [String] in
                var parts = [
                    "  run \(record.run)\(record.run == selected?.run ? ", shown" : ""): \(record.outcome.rawValue)"
                ]
                if let score = number.score(of: record) {
                    parts.append("\(number.address.metric.title) \(fixed(score)) %")
                }
                if let scores = record.validation { parts.append("validation MMAE \(fixed(100 * scores.mmae)) %") }
                if let epoch = record.selectedEpoch { parts.append("epoch \(epoch)") }
                parts.append("seed \(record.seed)")
                let files = ([record.weights] + record.tests.map(\.predictions)).compactMap(\.self)
                return [parts.joined(separator: ", "), "    identity \(record.identity)"]
                    + files.map { "    \($0.file) \($0.sha256)" } + makerLines(of: record)
            }
    }

    private func makerLines(of record: RunRecord) -> [String] {
        let (made, environment) = (record.provenance, record.provenance.environment)
        return [
            "    \(made.started), \(TimeText.rough(.seconds(made.seconds))), commit \(environment.commit ?? "unknown")",
            "    \(environment.processor), \(environment.cores) cores, "
                + "\(environment.blasKernels.map { "kernels \($0)" } ?? "unknown kernels"), \(environment.system)",
            "    command: \(made.command ?? "not recorded")",
        ]
    }

    private func endLines() -> [String] {
        [number.isExternal ? "Scored by" : "Again, beside the records", "  \(command)"]
    }

    private func fixed(_ value: Double) -> String { NumberText.fixed(value, decimals: 2) }
}
