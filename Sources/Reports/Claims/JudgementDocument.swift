internal import Experiments
internal import Foundation
internal import ScientificFormats

/// What the pages of judgement are made of: `README.md` and `index.html`.
struct JudgementDocument {
    /// The verdicts.
    let judgement: Judgement
    /// The records of the experiments that tables show.
    let results: [ExperimentResults]
    /// The records of further experiments, which have a place on the leaderboards.
    let contenders: [ExperimentResults]
    /// The tables, in their order.
    let resultTables: [ResultTable]
    /// What the kinds of figure show, by their keys.
    let figureSummaries: [String: String]
    /// Finds the bytes of a figure's file, or nothing where it was not drawn.
    let figureFile: (_ name: String) -> [UInt8]?

    /// Links to the tables.
    var tables: [String] {
        resultTables.map { "[\($0.table.heading)](\($0.table.fileName).md)" }
    }

    /// How long all runs took, in hours of one thread.
    var hours: String {
        NumberText.fixed(
            results.flatMap(\.records).reduce(0) { $0 + $1.provenance.seconds } / 3600, decimals: 1)
    }

    /// The command that makes the runs of the first method again, and compares them.
    var exampleCommand: String {
        results.lazy.compactMap { result in result.methods.first.map { result.command(of: $0) } }.first
            ?? "proportions verify EXPERIMENT --method METHOD"
    }

    /// All methods by the samples that they were scored on.
    ///
    /// - Throws: A `FormatError` for scores of blocks that are not there, or not as their record says.
    func leaderboards() throws -> [Leaderboard] { try Leaderboard.all(of: results + contenders) }

    /// What is said beside leaderboards, a sentence or two each.
    func leaderboardNotes(_ boards: [Leaderboard]) -> [String] {
        Leaderboard.rules + Leaderboard.remarks(of: results + contenders, boards: boards)
    }

    /// Writes the pages into a folder: `README.md`, `index.html`, and where images or fits to measured patterns are at hand
    /// `local.html`.
    ///
    /// The last one holds true proportions, spectra and measured counts, which are data of others and not to be published.
    ///
    /// - Parameter staged: The folder.
    /// - Returns: The names of the files.
    /// - Throws: Where a page cannot be made or written.
    func write(into staged: StagedFolder) throws -> [String] {
        let boards = try leaderboards()
        try staged.write("README.md", Array(markdown(boards).utf8))
        try staged.write("index.html", Array(try publishedPage(boards).utf8))
        let local = try PageContents(self, boards, showsTruth: true)
        guard local.maps.contains(where: \.hasTruth) || !local.fits.isEmpty else {
            return ["README.md", "index.html"]
        }
        try staged.write("local.html", Array(try html(local).utf8))
        return ["README.md", "index.html", "local.html"]
    }
}
