internal import Experiments
internal import Foundation

/// The records of one edition of an experiment, by method.
struct ExperimentResults {
    let spec: ExperimentSpec
    let edition: String
    let facts: DatasetFacts
    let datasetFolder: String
    let records: [RunRecord]
    private let store: ResultsStore

    /// Reads the records, or says in the summary that there are none.
    ///
    /// An experiment that was left out because its data is not there has none, and is shown as absent.
    init?(_ subject: Report.Subject, store: ResultsStore, summary: inout Report.Summary) throws {
        spec = subject.spec
        edition = subject.edition
        self.store = store
        datasetFolder = store.datasetFolder(experiment: spec.name, edition: edition)
        let (records, unreadable) = store.records(experiment: spec.name, edition: edition)
        summary.notes += unreadable
        guard let effort = records.first?.effort else {
            if let facts = try? DatasetFacts.read(folder: datasetFolder), spec.isLeftOut(without: facts.absentParts) {
                (self.facts, self.records) = (facts, [])
                return
            }
            summary.notes.append("\(spec.name): no records of edition '\(edition)' in \(store.root)")
            return nil
        }
        facts = try DatasetFacts.read(folder: datasetFolder)
        // Only records of what the spec says now belong together; others wait to be made again.
        let plan = ExperimentPlan(spec: spec, effort: effort, source: facts.source)
        let identities = Set(plan.runs.map(\.identity.hash))
        self.records = records.filter { identities.contains($0.identity) }
        if self.records.count < plan.runs.count {
            summary.notes.append(
                "\(spec.name): \(self.records.count) of \(plan.runs.count) runs are shown; the others are not made yet, or "
                    + "were made from another recipe")
        }
        guard !self.records.isEmpty else { return nil }
    }

    /// The names of the methods that have records, in the order of the spec.
    var methods: [String] {
        spec.methodCards.map(\.name).filter { name in records.contains { $0.method == name } }
    }

    /// The records of one method.
    func records(of method: String) -> [RunRecord] {
        records.filter { $0.method == method }
    }

    /// Why a test part is not there, or nothing where it is.
    func absence(of part: String) -> String? {
        facts.absentParts.first { $0.name == part }?.reason
    }

    /// The folder of a run.
    func folder(of record: RunRecord) -> String {
        store.path(of: record, edition: edition)
    }

    /// What figures say of where they come from.
    func identity(title: String, of shown: [RunRecord]) -> FigureIdentity {
        let effort = "effort \(records[0].effort.rawValue)"
        let runs = Set(shown.map(\.run)).sorted().map(String.init).joined(separator: ", ")
        let standIn = facts.standIn.map { ["stand-in: \($0)"] } ?? []
        let absent = facts.absentParts.map { "without \($0.name)" }
        return FigureIdentity(
            title: title, footer: [spec.name, effort, "runs \(runs)"] + standIn + absent,
            details: shown.map { ("\($0.method) run \($0.run)", $0.identity) })
    }
}
