public import NumericalMethods

/// How well predicted proportions agree with the true ones, block of samples by block of samples.
///
/// A block holds samples that resemble each other, such as a square of pixels, so that blocks are nearly independent where samples
/// are not. The scores of all samples follow from those of the blocks: MMAE and RRS are means over samples, and the
/// square of the RMSE is one.
public struct BlockScores: Sendable, Equatable {
    /// A block.
    public struct Block: Sendable, Equatable {
        /// How many samples it has.
        public let samples: Int
        /// The scores over its samples.
        public let scores: Scores

        /// A block of known scores.
        public init(samples: Int, scores: Scores) {
            self.samples = samples
            self.scores = scores
        }
    }

    /// The blocks, in the order of their numbers.
    public let blocks: [Block]

    /// Makes it of known blocks.
    public init(_ blocks: [Block]) { self.blocks = blocks }

    /// Scores predictions block by block.
    ///
    /// - Parameters:
    ///   - predictions: The predicted proportions, samples x classes.
    ///   - targets: The true proportions, samples x classes.
    ///   - blocks: The number of the block of each sample; the numbers go from 0 without a gap.
    public init(predictions: Matrix<Double>, targets: Matrix<Double>, blocks: [Int]) {
        precondition(blocks.count == targets.rows, "\(blocks.count) numbers of blocks for \(targets.rows) samples")
        var members: [[Int]] = Array(repeating: [], count: (blocks.max() ?? -1) + 1)
        for (sample, block) in blocks.enumerated() { members[block].append(sample) }
        precondition(members.allSatisfy { !$0.isEmpty }, "a block without samples")
        self.blocks = members.map { samples in
            Block(
                samples: samples.count,
                scores: Scores(
                    predictions: predictions.selectingRows(samples), targets: targets.selectingRows(samples)))
        }
    }

    /// What each block adds to the sum over samples whose mean ``score(_:ofMean:)`` turns into a score.
    func sums(_ metric: ProportionMetric) -> [Double] {
        blocks.map { block in
            let value = metric.value(in: block.scores)
            return Double(block.samples) * (metric == .rmse ? value * value : value)
        }
    }

    /// The score of a mean over samples.
    static func score(_ metric: ProportionMetric, ofMean mean: Double) -> Double {
        metric == .rmse ? mean.squareRoot() : mean
    }

    /// The score over all samples.
    public func score(_ metric: ProportionMetric) -> Double {
        let count = Double(blocks.reduce(0) { $0 + $1.samples })
        return Self.score(metric, ofMean: sums(metric).reduce(0, +) / count)
    }
}
