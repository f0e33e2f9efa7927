public import Experiments
internal import Foundation
public import NumericalMethods
internal import ProportionInference
internal import ScientificFormats

/// The records of one edition of an experiment, by method.
public struct ExperimentResults: Sendable {
    /// The experiment.
    public let spec: ExperimentSpec
    /// The edition that is shown.
    public let edition: String
    /// What is known of the dataset.
    public let facts: DatasetFacts
    /// The records that belong to what the spec says now, by method and run.
    public let records: [RunRecord]
    /// The records of results that were made elsewhere and scored on the same samples.
    let external: [RunRecord]
    let datasetFolder: String
    let drawsFigures: Bool
    /// Records that cannot stand for their runs.
    let damaged: [DamagedRecord]
    /// All runs that the spec asks for; none where what they were made from is not known.
    private let plan: ExperimentPlan?
    private let store: ResultsStore

    /// Reads the records, or says in the summary that there are none.
    ///
    /// An experiment that was left out because its data is not there has none, and is shown as absent. So is one whose
    /// `dataset.json` is damaged, because nobody can tell then which records belong together.
    init?(_ subject: Report.Subject, store: ResultsStore, summary: inout Report.Summary) {
        spec = subject.spec
        edition = subject.edition
        drawsFigures = subject.drawsFigures
        self.store = store
        datasetFolder = store.datasetFolder(experiment: spec.name, edition: edition)
        let found = store.records(experiment: spec.name, edition: edition)
        damaged = found.damaged
        summary.troubles += damaged.map(\.reason)
        let effort = Effort.allCases.first {
            subject.edition == $0.rawValue || subject.edition.hasPrefix($0.rawValue + "-")
        }
        let isEmpty = found.records.isEmpty && damaged.isEmpty
        let read: DatasetFacts
        do {
            read = try DatasetFacts.read(folder: datasetFolder)
            try read.check(against: found.records, folder: datasetFolder)
            facts = read
        } catch {
            guard !isEmpty else {
                summary.notes.append("\(spec.name): no records of edition '\(edition)' in \(store.root)")
                return nil
            }
            summary.troubles.append("\(Wording(of: error))")
            facts = DatasetFacts(unreadable: "\(Wording(of: error))", spec: spec)
            (plan, records, external) = (nil, [], [])
            return
        }
        let scored = found.records.filter(\.isExternal)
        external = scored.filter { RunIdentity(recipe: $0.recipe["data"] ?? .null).hash == read.identity }
        let others = Set(scored.map(\.methodTitle)).subtracting(external.map(\.methodTitle)).sorted()
        if !others.isEmpty {
            summary.notes.append(
                "\(spec.name): \(others.joined(separator: ", ")) left out, as other samples were scored; "
                    + "'proportions score' does it again")
        }
        guard let effort, !isEmpty else {
            guard spec.isLeftOut(without: facts.absentParts) else {
                summary.notes.append("\(spec.name): no records of edition '\(edition)' in \(store.root)")
                return nil
            }
            (plan, records) = (nil, [])
            return
        }
        // Only records of what the spec says now belong together; others wait to be made again.
        let plan = ExperimentPlan(spec: spec, effort: effort, source: facts.source)
        self.plan = plan
        let identities = Set(plan.runs.map(\.identity.hash))
        records = found.records.filter { identities.contains($0.identity) }
        if records.count < plan.runs.count {
            summary.notes.append(
                "\(spec.name): \(records.count) of \(plan.runs.count) runs are shown; the others are not made yet, or "
                    + "were made from another recipe, or are damaged")
        }
        guard !records.isEmpty || !damaged.isEmpty || !external.isEmpty else { return nil }
    }

    /// What a table has to show of a method.
    struct ShownMethod {
        let title: String
        let given: String
        let isLoss: Bool
        /// Whether its results were made elsewhere.
        var isExternal = false
    }

    /// The methods with records, sound or damaged, in the order of the spec, and behind them those made elsewhere.
    func shownMethods() -> [ShownMethod] {
        guard let plan else { return [] }
        let own = spec.methods(effort: plan.effort).compactMap { method -> ShownMethod? in
            let name = method.card.name
            guard (records.contains { $0.method == name } || damaged.contains { $0.method == name }) else { return nil }
            return ShownMethod(
                title: method.card.title, given: method.supervision.rawValue,
                isLoss: spec.losses.contains { $0.card.name == name })
        }
        let titles = external.map(\.methodTitle)
        let others = external.enumerated().filter { titles.firstIndex(of: $0.element.methodTitle) == $0.offset }
        return own
            + others.map { _, record in
                let given = record.supervision == .unknown ? "" : record.supervision.rawValue + ", "
                return ShownMethod(
                    title: record.methodTitle, given: given + "made elsewhere", isLoss: false, isExternal: true)
            }
    }

    /// The methods whose results were made elsewhere, as cards.
    func externalCards() -> [CatalogCard] {
        Set(external.map(\.method)).sorted().compactMap { method in
            external.first { $0.method == method }.map {
                CatalogCard(
                    name: method, title: $0.methodTitle, summary: "results made elsewhere", reference: "not known")
            }
        }
    }

    /// How many runs the spec asks for of the method of a title.
    func wantedRuns(title: String) -> Int {
        plan?.runs.count { $0.method.card.title == title } ?? 0
    }

    /// What is damaged of the method of a title.
    func damaged(title: String) -> [DamagedRecord] {
        let names = Set((plan?.runs ?? []).filter { $0.method.card.title == title }.map(\.method.card.name))
        return damaged.filter { names.contains($0.method) }
    }

    /// The names of the methods that have records, in the order of the spec.
    public var methods: [String] {
        spec.methodCards.map(\.name).filter { name in records.contains { $0.method == name } }
    }

    /// The records of one method, which may be one whose results were made elsewhere.
    public func records(of method: String) -> [RunRecord] {
        (records + external).filter { $0.method == method }
    }

    /// Why a test part is not there, or nothing where it is.
    func absence(of part: String) -> String? {
        facts.absentParts.first { $0.name == part }?.reason
    }

    /// The folder of a run.
    public func folder(of record: RunRecord) -> String {
        store.path(of: record, edition: edition)
    }

    /// The run that stands for a method: the selected one, or the first that was completed where none is selected.
    public func representative(of method: String) -> RunRecord? {
        let own = records(of: method)
        return Selection.best(of: own) ?? own.first { $0.outcome == .completed }
    }

    /// The image of the dataset; nothing where it is no image, or no run left it here.
    ///
    /// - Throws: A `FormatError` where what a run left is damaged.
    func image() throws -> ImagePicture? {
        guard facts.hasImage(folder: datasetFolder) else { return nil }
        do {
            return try facts.picture(folder: datasetFolder)?.image
        } catch let error as FormatError {
            throw FormatError(
                file: error.file, place: error.place, reason: error.reason + "; './reproduce' makes it again")
        }
    }

    /// What a run inferred for its first test part, samples x classes.
    ///
    /// - Parameters:
    ///   - record: The run.
    ///   - samples: The number of samples that there must be.
    /// - Returns: The proportions.
    /// - Throws: A `FormatError` where the file is not there, or holds another number of samples.
    public func predictions(of record: RunRecord, samples: Int) throws -> Matrix<Double> {
        let path = folder(of: record) + "/" + (record.tests.first?.predictions.file ?? "predictions.npy")
        let array = try NPYFile.read(path: path)
        guard array.shape == [samples, facts.classes.count] else {
            throw FormatError(
                file: path, place: nil, reason: "expected \([samples, facts.classes.count]), found \(array.shape)")
        }
        return Matrix(rows: samples, columns: facts.classes.count, elements: array.values)
    }

    /// How well a run does on a test part, block by block.
    ///
    /// - Returns: The scores; nothing where the record is older than they are.
    /// - Throws: A `FormatError` where the file is not there, or is not the one that the record names.
    func blockScores(of test: RunRecord.Test, in record: RunRecord) throws -> BlockScores? {
        guard let blocks = test.blocks else { return nil }
        let path = folder(of: record) + "/" + blocks.file
        guard (try? ContentDigest.sha256(ofFile: path)) == blocks.sha256 else {
            throw FormatError(
                file: path,
                reason: "is not the one that its record names; take it from history, or make the run again with "
                    + "'proportions run \(spec.name)'")
        }
        return try BlockScoresFile.read(path: path)
    }

    /// What figures say of where they come from.
    ///
    /// - Parameters:
    ///   - title: The figure's title.
    ///   - shown: The runs that it shows.
    /// - Returns: Title, experiment, effort and runs.
    public func identity(title: String, of shown: [RunRecord]) -> FigureIdentity {
        let effort = "effort \(records[0].effort.rawValue)"
        let numbers = Set(shown.map(\.run)).sorted()
        let runs = (numbers.count == 1 ? "run " : "runs ") + numbers.map(String.init).joined(separator: ", ")
        let standIn = facts.standIn.map { ["stand-in: \($0)"] } ?? []
        let absent = facts.absentParts.map { "without \($0.name)" }
        return FigureIdentity(
            title: title, footer: [spec.name, effort, runs] + standIn + absent,
            details: shown.map { ("\($0.method) run \($0.run)", $0.identity) })
    }
}
