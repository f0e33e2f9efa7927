internal import Experiments
internal import ProportionInference

/// How well a method does on a test part: the scores of its finished runs, as far as they are finite, and the same block by
/// block.
struct MethodScores {
    /// The scores over all samples, by run.
    let runs: [Int: Scores]
    /// The scores block by block, by run; nothing where a run left none, because it is older than they are.
    let blocks: [Int: BlockScores]?

    /// The scores of runs that are known.
    init(runs: [Int: Scores], blocks: [Int: BlockScores]?) {
        self.runs = runs
        self.blocks = blocks
    }

    /// Reads the scores of a method.
    ///
    /// - Throws: A `FormatError` for a file of blocks that is not there, or not as its record says.
    init(of method: String, part: String, in results: ExperimentResults) throws {
        var (runs, blocks): ([Int: Scores], [Int: BlockScores]) = ([:], [:])
        for record in results.records(of: method) where record.outcome == .completed {
            guard let test = record.tests.first(where: { $0.part == part }), test.scores.mmae.isFinite else { continue }
            runs[record.run] = test.scores
            blocks[record.run] = try results.blockScores(of: test, in: record)
        }
        self.init(runs: runs, blocks: !blocks.isEmpty && blocks.count == runs.count ? blocks : nil)
    }

    /// A method without errors, scored in the same runs on the same blocks.
    var faultless: MethodScores {
        let best = Scores(rmse: 0, mmae: 0, rrs: 1)
        return MethodScores(
            runs: runs.mapValues { _ in best },
            blocks: blocks?.mapValues { run in
                BlockScores(run.blocks.map { BlockScores.Block(samples: $0.samples, scores: best) })
            })
    }

    /// The scores by run, in percent.
    func percentages(_ metric: ProportionMetric) -> [Int: Double] {
        runs.mapValues { 100 * metric.value(in: $0) }
    }
}
