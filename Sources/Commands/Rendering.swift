internal import Experiments
internal import Reports

/// Draws tables and figures, and says what was written and what was not.
struct Rendering {
    let store: ResultsStore
    /// Where tables and figures go.
    let outputFolder: String
    /// Where the published numbers are.
    let publishedFolder: String

    /// Draws what experiments ask for.
    ///
    /// - Parameters:
    ///   - subjects: The experiments, each in one of its editions.
    ///   - contenders: Further experiments, which have a place on the leaderboards alone.
    ///   - includesFigures: Whether figures are drawn too.
    /// - Returns: Whether all records are sound.
    /// - Throws: Where published numbers cannot be read, or a file cannot be written.
    func render(
        _ subjects: [Report.Subject], contenders: [Report.Subject], includesFigures: Bool = true
    ) throws -> Bool {
        let report = Report(
            store: store, outputFolder: outputFolder, publishedFolder: publishedFolder,
            figures: Program.current.figures())
        let summary = try report.write(subjects, contenders: contenders, includesFigures: includesFigures)
        for table in summary.tables { Console.print(table) }
        for note in summary.notes { Console.inform("note: \(note)") }
        for file in summary.written { Console.inform("wrote \(file)") }
        for trouble in summary.troubles { Console.complain("damaged: \(trouble)") }
        return summary.troubles.isEmpty
    }
}
