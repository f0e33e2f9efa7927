internal import Experiments

/// Everything that the page shows.
struct PageContents {
    /// A verdict with the number of claims that have it.
    struct Count {
        let title: String
        let kind: String
        let count: Int
    }

    /// What is to be said of a table.
    struct Notes {
        let heading: String
        let notes: [String]
    }

    let summary: String
    /// How long all runs took, in hours.
    let hours: String
    /// The command that makes the runs of one method again.
    let example: String
    let counts: [Count]
    let findings: [PageFinding]
    let rules: [String]
    let leaderboards: [PageLeaderboard]
    let leaderboardRules: [String]
    let tables: [PageTable]
    /// What is to be said of all tables, and of each.
    let sharedNotes: [String]
    let notes: [Notes]
    let figures: [PageFigure]
    let coverages: [PageCoverage]
    let maps: [PageMaps]
    let fits: [PageFits]
    let showsTruth: Bool
    let checks: [PageCheck]
    let origins: [PageOrigin]

    /// Collects it.
    ///
    /// - Parameters:
    ///   - document: What is judged.
    ///   - boards: All methods, by the samples that they were scored on.
    ///   - showsTruth: Whether true proportions, signals and measured patterns are shown, where they are at hand.
    ///   - largestFigure: The size of a figure's file above which it is linked, in bytes.
    /// - Throws: Where a spec or a file of maps, fits or coverage cannot be read.
    init(
        _ document: JudgementDocument, _ boards: [Leaderboard], showsTruth: Bool = false,
        largestFigure: Int = PageFigure.largestSizes[0]
    ) throws {
        let judgement = document.judgement
        summary = judgement.summary
        hours = document.hours
        example = document.exampleCommand
        counts = judgement.groups.map {
            Count(title: $0.title, kind: PageFinding.kind(of: $0.title), count: $0.findings.count)
        }
        findings = judgement.groups.flatMap(\.findings).map(PageFinding.init)
        rules = judgement.rules
        leaderboards = boards.enumerated().map { PageLeaderboard($0.element, number: $0.offset + 1) }
        leaderboardRules = document.leaderboardNotes(boards)
        tables = document.resultTables.flatMap { table in
            table.datasets.indices.map { PageTable(dataset: $0, of: table, results: document.results) }
        }
        let allNotes = document.resultTables.map(\.notes)
        let shared = (allNotes.first ?? []).filter { note in allNotes.allSatisfy { $0.contains(note) } }
        sharedNotes = shared
        notes = document.resultTables.map { table in
            Notes(heading: table.table.heading, notes: table.notes.filter { !shared.contains($0) })
        }
        let drawn = document.results.flatMap { result in
            result.spec.report.figures.compactMap { figure in
                PageFigure(
                    figure, of: result, summary: document.figureSummaries[figure.kind] ?? figure.kind,
                    largestSize: largestFigure, file: document.figureFile)
            }
        }
        // The paper's own come first, in its order.
        figures =
            drawn.filter { $0.number != nil }.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
            + drawn.filter { $0.number == nil }
        self.showsTruth = showsTruth
        maps = try document.results.compactMap {
            try PageMaps(of: $0, showsTruth: showsTruth, file: document.figureFile)
        }
        coverages = try document.results.compactMap {
            try PageCoverage(of: $0, largestFigure: largestFigure, file: document.figureFile)
        }
        fits = try document.results.compactMap {
            try PageFits(of: $0, showsTruth: showsTruth, file: document.figureFile)
        }
        checks = PageCheck.list(document)
        origins = try (document.results + document.contenders).flatMap { result in
            try (result.spec.methodCards + result.externalCards())
                .filter { !result.records(of: $0.name).isEmpty }
                .map { try PageOrigin(method: $0, results: result) }
        }
    }
}
