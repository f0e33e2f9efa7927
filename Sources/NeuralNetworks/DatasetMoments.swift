/// The mean and the variance of each feature over a dataset that comes batch by batch, which is gone through twice.
///
/// Where every batch but the last has a multiple of 512 samples, they are bit for bit those that ``BatchNormalization`` has
/// of the whole dataset as one batch.
package struct DatasetMoments {
    private var sums: [Double]
    private var squares: [Double]
    private var (summed, squared) = (0, 0)
    /// Those of each feature, when everything was seen twice.
    private(set) var moments: [Moments] = []

    /// Knows nothing of so many features yet.
    package init(features: Int) {
        sums = Array(repeating: 0, count: features)
        squares = sums
    }

    /// Adds a batch to the means.
    package mutating func addSums(of batch: ActivationMatrix, samples: Int) {
        for feature in sums.indices { sums[feature] += Moments.sum(batch.vectors(row: feature), samples: samples) }
        summed += samples
    }

    /// Adds a batch to the variances, when all batches have been added to the means.
    package mutating func addSquares(of batch: ActivationMatrix, samples: Int) {
        for feature in sums.indices {
            squares[feature] += Moments.squares(
                batch.vectors(row: feature), samples: samples, about: Float(sums[feature] / Double(summed)))
        }
        squared += samples
    }

    /// Computes the moments, when all batches have been added to the variances, too.
    package mutating func finish() {
        precondition(summed > 0 && summed == squared, "means of \(summed) samples and variances of \(squared)")
        moments = zip(sums, squares).map { sum, squares in
            Moments(mean: Float(sum / Double(summed)), variance: squares / Double(squared))
        }
    }
}
