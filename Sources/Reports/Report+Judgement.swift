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
    ///   - contenders: The experiments beyond the paper's, which claims and leaderboards may name, too.
    ///   - tables: The tables that were made of them.
    ///   - staged: Where the pages are written.
    ///   - folder: The folder that they go into.
    ///   - summary: Gets what was written and what was not.
    /// - Throws: Where the claims cannot be read, name what is not there, or a page cannot be written.
    func judge(
        _ results: [ExperimentResults], contenders: [Subject], tables: [ResultTable], by staged: StagedFolder,
        into folder: String, summary: inout Summary
    ) throws {
        guard FileManager.default.fileExists(atPath: claimsFile) else { return }
        let claims = try PaperClaims(contentsOfFile: claimsFile)
        let missing = claims.experiments(without: results)
        guard missing.isEmpty else {
            if missing.count < claims.experiments.count {
                summary.notes.append(
                    "README.md and index.html left as they are: the claims need \(missing.joined(separator: ", ")), too"
                )
            }
            return
        }
        var found = Summary()
        let contending = contenders.compactMap { ExperimentResults($0, store: store, summary: &found) }
        summary.troubles += found.troubles
        let judgement = try judgement(of: claims, results: results + contending)
        let document = JudgementDocument(
            judgement: judgement, results: results.sorted { $0.spec.name < $1.spec.name },
            contenders: contending.sorted { $0.spec.name < $1.spec.name }, resultTables: tables,
            figureSummaries: Dictionary(
                figures.map { ($0.declaration.card.name, $0.declaration.card.summary) },
                uniquingKeysWith: { first, _ in first }),
            figureFile: { name in
                [staged.path, folder].lazy.compactMap { try? FileBytes.read(path: "\($0)/\(name)") }.first
            })
        summary.written += try document.write(into: staged).map { "\(folder)/\($0)" }
    }

    /// The verdicts on the paper's claims, in the order of the claims.
    ///
    /// - Parameter subjects: The experiments that claims name, or more.
    /// - Returns: The verdicts.
    /// - Throws: Where the claims cannot be read, or name an experiment without records.
    public func verdicts(on subjects: [Subject]) throws -> [Verdict] {
        let claims = try PaperClaims(contentsOfFile: claimsFile)
        var summary = Summary()
        let results = subjects.compactMap { ExperimentResults($0, store: store, summary: &summary) }
        let missing = claims.experiments(without: results)
        guard missing.isEmpty else {
            throw FormatError(
                file: claimsFile, place: nil,
                reason: "the claims need records of \(missing.joined(separator: ", ")), which are not in \(store.root)")
        }
        return try judgement(of: claims, results: results).findings.map(\.verdict)
    }

    private var claimsFile: String { "\(publishedFolder)/claims.yaml" }

    private func judgement(of claims: PaperClaims, results: [ExperimentResults]) throws -> Judgement {
        // What is missing of the published numbers was noted with the tables.
        var noted = Summary()
        let published = try published(beside: results, summary: &noted)
        return try Judgement(of: claims, results: results, published: published)
    }
}

extension PaperClaims {
    /// The experiments that claims need and that have no records.
    fileprivate func experiments(without results: [ExperimentResults]) -> [String] {
        experiments.subtracting(results.map(\.spec.name)).sorted()
    }
}
