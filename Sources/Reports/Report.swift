public import Experiments
internal import Foundation
internal import ProportionInference
internal import ScientificFormats

/// Draws tables and figures from the records of experiments.
///
/// Nothing is run, and no data is read but what runs left behind.
///
/// Outputs of the paper's effort on the whole real data go into the output folder itself; any other edition, such as that
/// of a stand-in, of partial data or of a smaller effort, goes into a folder of its name below it, so that it never
/// replaces them. The files of a folder are put there when all of them are drawn: what goes wrong before leaves earlier
/// ones as they are.
public struct Report {
    /// An experiment in one of its editions.
    public struct Subject: Sendable {
        /// The experiment.
        public let spec: ExperimentSpec
        /// The edition: the effort, with `-partial` behind it where test parts were absent, and `-stand-in` for a
        /// stand-in.
        public let edition: String
        /// Whether its figures are drawn; else it only has its place in tables.
        public let drawsFigures: Bool

        /// Names an edition of an experiment.
        public init(spec: ExperimentSpec, edition: String, drawsFigures: Bool = true) {
            self.spec = spec
            self.edition = edition
            self.drawsFigures = drawsFigures
        }
    }

    let store: ResultsStore
    private let outputFolder: String
    let publishedFolder: String
    let figures: [FigureKind]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - store: Where the records are.
    ///   - outputFolder: Where tables and figures go.
    ///   - publishedFolder: Where the published numbers are.
    ///   - figures: The kinds of figure that specs may ask for.
    public init(store: ResultsStore, outputFolder: String, publishedFolder: String, figures: [FigureKind]) {
        self.figures = figures
        self.store = store
        self.outputFolder = outputFolder
        self.publishedFolder = publishedFolder
    }

    /// What a report wrote and what it could not.
    public struct Summary: Sendable {
        /// The files that were written.
        public var written: [String] = []
        /// The tables, as Markdown.
        public var tables: [String] = []
        /// What was left as it is, and why.
        public var notes: [String] = []
        /// What of the records is damaged; it is told in the tables, too.
        public var troubles: [String] = []
    }

    /// Draws everything that the given experiments ask for and the records allow.
    ///
    /// - Parameters:
    ///   - subjects: The experiments.
    ///   - contenders: Further experiments of the paper's edition, which have a place on the leaderboards alone.
    ///   - includesFigures: Whether figures are drawn too.
    /// - Returns: What was written, and what was not.
    /// - Throws: Where published numbers cannot be read, or a file cannot be written.
    public func write(
        _ subjects: [Subject], contenders: [Subject] = [], includesFigures: Bool = true
    ) throws -> Summary {
        var summary = Summary()
        for (edition, members) in Dictionary(grouping: subjects, by: \.edition).sorted(by: { $0.key < $1.key }) {
            let folder = edition == Effort.paper.rawValue ? outputFolder : outputFolder + "/" + edition
            let results = members.compactMap { ExperimentResults($0, store: store, summary: &summary) }
            guard !results.isEmpty else { continue }
            let staged = try StagedFolder(in: folder, for: "report")
            defer { staged.discard() }
            try staged.naming {
                try draw(
                    results, contenders: contenders, includesFigures: includesFigures, by: staged, into: folder,
                    summary: &summary)
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: staged.path).sorted()
            try staged.move(files, into: folder)
        }
        return summary
    }

    /// Draws the tables, figures and pages of one edition into a temporary folder.
    private func draw(
        _ results: [ExperimentResults], contenders: [Subject], includesFigures: Bool, by staged: StagedFolder,
        into folder: String, summary: inout Summary
    ) throws {
        var tables: [ResultTable] = []
        for place in Set(results.map(\.spec.report.table)).sorted(by: { $0.order < $1.order }) {
            let members = results.filter { $0.spec.report.table == place }
            guard members.contains(where: { !$0.records.isEmpty || !$0.external.isEmpty }) else {
                summary.notes.append("table \(place.label) left as it is: its data is not here")
                continue
            }
            noteCaptions(of: members, summary: &summary)
            let table = ResultTable(
                table: place, results: members, published: try published(beside: members, summary: &summary))
            try table.write(into: URL(fileURLWithPath: staged.path))
            tables.append(table)
            summary.tables.append(table.markdown)
            summary.written += ["md", "tex", "csv"].map { "\(folder)/\(place.fileName).\($0)" }
        }
        if includesFigures {
            for result in results where !result.records.isEmpty && result.drawsFigures {
                try result.writeFigures(of: figures, by: staged, into: folder, summary: &summary)
                try result.writeMaps(by: staged, into: folder, summary: &summary)
                try result.writeCurves(by: staged, into: folder, summary: &summary)
            }
        }
        if results.contains(where: { $0.edition == Effort.paper.rawValue }) {
            try judge(
                results, contenders: contenders, tables: tables, by: staged, into: folder, summary: &summary)
        }
    }

    /// What is known of the numbers that an experiment has in its table.
    ///
    /// - Parameter subject: The experiment.
    /// - Returns: The numbers with their records, row by row; none where there are no records.
    /// - Throws: Where published numbers cannot be read.
    public func numbers(of subject: Subject) throws -> [ReportedNumber] {
        var summary = Summary()
        guard let results = ExperimentResults(subject, store: store, summary: &summary) else { return [] }
        let published = try published(beside: [results], summary: &summary)
        let own = subject.spec.methodCards.map { (card: $0, isExternal: false) }
        return (own + results.externalCards().map { (card: $0, isExternal: true) }).flatMap { card, isExternal in
            subject.spec.report.columns.flatMap { column in
                let entry =
                    isExternal
                    ? results.externalEntry(title: card.title, column: column)
                    : results.entry(title: card.title, column: column, published: published)
                return ProportionMetric.allCases.map { metric in
                    ReportedNumber(
                        address: NumberAddress(
                            table: subject.spec.report.table.fileName, method: card.name, column: column.part,
                            metric: metric),
                        results: results, method: card, column: column, entry: entry)
                }
            }
        }
    }

    /// Notes where the specs of one table do not agree on its caption.
    private func noteCaptions(of members: [ExperimentResults], summary: inout Summary) {
        let captions = members.compactMap(\.spec.report.caption)
        if Set(captions).count > 1 {
            summary.notes.append(
                "table \(members[0].spec.report.table.label) has several captions, of which the first is shown: "
                    + members.filter { $0.spec.report.caption != nil }.map(\.spec.name).joined(separator: ", "))
        }
    }

    /// The published numbers that the specs of one table ask for, by the paper's tables.
    func published(
        beside members: [ExperimentResults], summary: inout Summary
    ) throws -> [Int: PublishedTable] {
        var tables: [Int: PublishedTable] = [:]
        for number in Set(members.compactMap(\.spec.report.published)).sorted() {
            let path = "\(publishedFolder)/table\(number).csv"
            guard FileManager.default.fileExists(atPath: path) else {
                let table = members[0].spec.report.table.label
                summary.notes.append("no published numbers beside table \(table): \(path) is not there")
                continue
            }
            tables[number] = try PublishedTable(path: path)
        }
        return tables
    }
}

extension ReportPlace.Table {
    /// The paper's tables by their numbers, and then those of our own by their names.
    fileprivate var order: (Int, String) {
        switch self {
        case .number(let number): (number, "")
        case .name(let name): (.max, name)
        }
    }
}
