internal import DeclarativeFiles
internal import Experiments
internal import ProportionInference

/// The records of all experiments, as claims ask them.
struct TestBench {
    private let results: [String: ExperimentResults]
    private let published: [Int: PublishedTable]
    private let experimentsBeyond: Set<String>

    init(results: [ExperimentResults], published: [Int: PublishedTable], beyond: Set<String>) {
        experimentsBeyond = beyond
        self.results = Dictionary(results.map { ($0.spec.name, $0) }) { first, _ in first }
        self.published = published
    }

    /// What the records say of a comparison and of the same on other splits, or why they say nothing.
    ///
    /// - Parameters:
    ///   - comparison: The comparison.
    ///   - splits: Where it is made, too; a split whose experiment has no records is passed over.
    ///   - claim: The claim.
    /// - Returns: The evidence, that of the comparison itself first.
    /// - Throws: `InvalidDeclaration` where the claim names what is not there.
    func evidence(
        of comparison: Comparison, on splits: [ScoredPart], claim: Claim
    ) throws -> Result<[Evidence], Absence> {
        let present = splits.filter { results[$0.experiment] != nil }
        var all: [Evidence] = []
        for comparison in [comparison] + present.map(comparison.moved) {
            // Titles say where, as soon as there are several places.
            switch try evidence(of: comparison, namesPlace: !present.isEmpty, claim: claim) {
            case .success(let found): all += found
            case .failure(let absence): return .failure(absence)
            }
        }
        return .success(all)
    }

    /// What the records say of a comparison, or why they say nothing.
    ///
    /// - Parameters:
    ///   - comparison: The comparison.
    ///   - namesPlace: Whether titles say where it is made.
    ///   - claim: The claim.
    /// - Returns: The evidence of each contrast.
    /// - Throws: `InvalidDeclaration` where the claim names what is not there.
    func evidence(
        of comparison: Comparison, namesPlace: Bool = false, claim: Claim
    ) throws -> Result<[Evidence], Absence> {
        do {
            let sides = try comparison.contrasts.map { contrast in
                (contrast, try sample(contrast.first, claim: claim), try sample(contrast.second, claim: claim))
            }
            return .success(
                try sides.map {
                    try evidence($0, first: $1, second: $2, metric: comparison.metric, namesPlace: namesPlace)
                })
        } catch let absence as Absence {
            return .failure(absence)
        }
    }

    /// A side with its records.
    private struct Sample {
        let side: Contrast.Side
        let results: ExperimentResults
        let title: String
        let column: String

        /// The experiment and the test part in words.
        var whereabouts: String { "\(results.spec.title), \(column)" }
    }

    /// Finds a side, or says that there is none of these names.
    ///
    /// - Throws: `InvalidDeclaration` for an unknown name, and ``Absence`` where an experiment beyond the paper has no records.
    private func sample(_ side: Contrast.Side, claim: Claim) throws -> Sample {
        func unknown(_ name: String, _ kind: String, among names: [String]) -> InvalidDeclaration {
            InvalidDeclaration([
                Problem(
                    place: claim.place,
                    message: "claim '\(claim.id)': " + unknownName(name, kind: kind, among: names))
            ])
        }
        guard let found = results[side.place.experiment] else {
            let name = side.place.experiment
            if experimentsBeyond.contains(name) { throw Absence(reason: "the experiment \(name) was not carried out") }
            throw unknown(name, "experiment", among: results.keys.sorted())
        }
        let (columns, methods) = (found.spec.report.columns, found.spec.methodCards)
        guard let column = columns.first(where: { $0.part == side.place.part }) else {
            throw unknown(side.place.part, "test part", among: columns.map(\.part))
        }
        guard let method = methods.first(where: { $0.name == side.method }) else {
            throw unknown(side.method, "method", among: methods.map(\.name))
        }
        return Sample(side: side, results: found, title: method.title, column: column.title)
    }

    /// Compares two sides.
    ///
    /// - Throws: ``Absence`` where the records of a side are not all there.
    private func evidence(
        _ contrast: Contrast, first: Sample, second: Sample, metric: ProportionMetric, namesPlace: Bool
    ) throws -> Evidence {
        var stream = Judgement.seed.derived("\(metric.rawValue) \(contrast)", 0).stream()
        let advantage = Advantage(
            of: try scores(of: first, metric: metric), over: try scores(of: second, metric: metric), metric: metric,
            areSameSamples: contrast.first.place == contrast.second.place, stream: &stream)
        guard let advantage else { throw Absence(reason: "\(first.title) and \(second.title) have no run in common") }
        let sign: Double = metric.better == .lower ? 1 : -1
        let isOneMethod = contrast.first.method == contrast.second.method
        return Evidence(
            contrast: contrast,
            title: isOneMethod
                ? "\(first.title): \(first.whereabouts) against \(second.whereabouts)"
                : "\(first.title) against \(second.title)" + (namesPlace ? " (\(first.results.spec.title))" : ""),
            differences: advantage.differences, blocks: advantage.blocks, interval: advantage.interval,
            published: publishedScore(of: first, metric: metric).flatMap { first in
                publishedScore(of: second, metric: metric).map { sign * ($0 - first) }
            })
    }

    /// The scores of the runs of a side.
    ///
    /// - Throws: ``Absence`` where they are not all there, and a `FormatError` for a file of blocks that is not there, or not as
    ///   its record says.
    private func scores(of sample: Sample, metric: ProportionMetric) throws -> MethodScores {
        let (results, part) = (sample.results, sample.side.place.part)
        if let reason = results.absence(of: part) {
            // How to get it stands with the tables, once.
            let what = reason.split(separator: ". ").first ?? ""
            throw Absence(reason: "\(sample.column) is not here: \(what)")
        }
        if let standIn = results.facts.standIn { throw Absence(reason: "\(sample.column) is a stand-in: \(standIn)") }
        if let damaged = results.damaged(title: sample.title).first {
            throw Absence(reason: "\(damaged.folder) of \(sample.title) is damaged: \(damaged.reason)")
        }
        let scores = try MethodScores(of: sample.side.method, part: part, in: results)
        let (found, wanted) = (scores.percentages(metric).count, results.wantedRuns(title: sample.title))
        guard found > 0, found == wanted else {
            throw Absence(
                reason: "\(found) of \(wanted) runs of \(sample.title) have a score on \(sample.column)")
        }
        return scores
    }

    private func publishedScore(of sample: Sample, metric: ProportionMetric) -> Double? {
        guard sample.results.spec.report.published == sample.results.spec.report.table.number else { return nil }
        return sample.results.spec.report.published.flatMap { published[$0] }?
            .numbers(dataset: sample.side.place.part, method: sample.title)[metric]?.value
    }
}
