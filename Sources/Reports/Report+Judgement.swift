internal import Experiments
internal import Foundation
internal import ScientificFormats

extension Report {
    /// Judges the paper's claims, and writes the pages of judgement.
    ///
    /// They need the records of all experiments that claims name. Where only some of these are reported, the pages stay as
    /// they are; where none is, as with specs of one's own, there is nothing to judge.
    ///
    /// - Parameters:
    ///   - results: The records.
    ///   - tables: The tables that were made of them.
    ///   - staged: Where the pages are written.
    ///   - folder: The folder that they go into.
    ///   - summary: Gets what was written and what was not.
    /// - Throws: Where the claims cannot be read, name what is not there, or a page cannot be written.
    func judge(
        _ results: [ExperimentResults], tables: [ResultTable], by staged: StagedFolder, into folder: String,
        summary: inout Summary
    ) throws {
        let path = "\(publishedFolder)/claims.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return }
        let claims = try PaperClaims(contentsOfFile: path)
        let present = Set(results.map(\.spec.name))
        let missing = claims.experiments.subtracting(present).sorted()
        guard missing.isEmpty else {
            if missing.count < claims.experiments.count {
                summary.notes.append(
                    "README.md and index.html left as they are: the claims need \(missing.joined(separator: ", ")), too"
                )
            }
            return
        }
        // What is missing of the published numbers was noted with the tables.
        var noted = Summary()
        let published = try published(beside: results, summary: &noted)
        let judgement = try Judgement(of: claims, results: results, published: published)
        let document = JudgementDocument(
            judgement: judgement, results: results.sorted { $0.spec.name < $1.spec.name }, resultTables: tables,
            figureSummaries: Dictionary(
                figures.map { ($0.declaration.card.name, $0.declaration.card.summary) },
                uniquingKeysWith: { first, _ in first }),
            figureFile: { name in
                [staged.path, folder].lazy.compactMap { FileManager.default.contents(atPath: "\($0)/\(name)") }.first
                    .map(Array.init)
            })
        summary.written += try document.write(into: staged).map { "\(folder)/\($0)" }
    }
}
