internal import DeclarativeFiles
internal import Experiments
internal import ProportionInference
internal import Reports

extension Explanation {
    /// The explanation for programs; scores in percent.
    func json() -> StructuredValue {
        let (facts, spec, entry) = (number.results.facts, number.results.spec, number.entry)
        return [
            "number": .string(number.address.description), "title": .string(heading),
            "value": optional(number.measure?.value), "mean": optional(number.measure?.mean),
            "standard_deviation": optional(number.measure?.standardDeviation),
            "published": optional(number.published?.value), "runs": .integer(entry.runs - entry.failedRuns),
            "wanted_runs": .integer(entry.wantedRuns),
            "selected_run": selected.map { .integer($0.run) } ?? .null,
            "selected_epoch": selected?.selectedEpoch.map { .integer($0) } ?? .null,
            "made_elsewhere": .bool(number.isExternal), "missing": entry.missingReason.map { .string($0) } ?? .null,
            "damaged": .array(entry.damages.map { .string($0) }),
            "experiment": .string(spec.name), "edition": .string(number.results.edition),
            "spec": [
                "file": .string(spec.place.file),
                "lines": .array(specLines.map { ["line": .integer($0.number), "text": .string($0.text)] }),
            ],
            "data": [
                "name": .string(facts.name), "identity": .string(facts.identity),
                "stand_in": facts.standIn.map { .string($0) } ?? .null,
                "files": .object(facts.files.mapValues { .string($0) }),
                "samples": .object(facts.samples.mapValues { .integer($0) }),
            ],
            "records": .array(number.records().map(json)), "again": .string(command),
        ]
    }

    private func json(of record: RunRecord) -> StructuredValue {
        let (made, environment) = (record.provenance, record.provenance.environment)
        let files = ([record.weights, record.history] + record.tests.map(\.predictions)).compactMap(\.self)
        return [
            "run": .integer(record.run), "outcome": .string(record.outcome.rawValue),
            "value": optional(number.score(of: record)),
            "validation_mmae": optional(record.validation.map { 100 * $0.mmae }),
            "epoch": record.selectedEpoch.map { .integer($0) } ?? .null, "seed": .string(record.seed),
            "identity": .string(record.identity), "recipe": record.recipe,
            "files": .object(Dictionary(files.map { ($0.file, .string($0.sha256)) }) { first, _ in first }),
            "started": .string(made.started), "seconds": .number(made.seconds),
            "command": made.command.map { .string($0) } ?? .null,
            "commit": environment.commit.map { .string($0) } ?? .null, "processor": .string(environment.processor),
            "cores": .integer(environment.cores),
            "kernels": environment.blasKernels.map { .string($0) } ?? .null, "system": .string(environment.system),
        ]
    }

    private func optional(_ value: Double?) -> StructuredValue { value.map { .number($0) } ?? .null }
}
