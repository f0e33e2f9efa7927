public import NumericalMethods

// A network keeps the outputs of a batch as classes x samples: output k of sample n stands at k * leadingDimension + n.
// A loss wants the K outputs of one sample side by side, in Double. Here they are gathered, and the gradients put back.

extension ProportionLoss {
    /// The sum of the losses of a batch, and its gradient times a factor.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs, classes x samples.
    ///   - leadingDimension: The distance from one class to the next in `outputs` and `gradient`, no less than the number
    ///     of samples.
    ///   - targets: The true proportions of the whole data set, samples x classes.
    ///   - rows: The row of `targets` of each sample of the batch, in the batch's order.
    ///   - gradient: Where the derivatives are written, classes x samples.
    ///   - gradientScale: The factor of the gradient, 1/N for the gradient of the mean over a batch of N.
    /// - Returns: Σ L over the batch, without the factor.
    public func evaluateBatch(
        outputs: UnsafePointer<Float>, leadingDimension: Int, targets: Matrix<Double>, rows: Span<Int>,
        gradient: UnsafeMutablePointer<Float>, gradientScale: Double
    ) -> Double {
        let classes = targets.columns
        precondition(
            leadingDimension >= rows.count, "\(rows.count) samples with a leading dimension of \(leadingDimension)")
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * classes) { scratch in
            scratch.initialize(repeating: 0)
            let sampleOutputs = scratch.extracting(..<classes)
            let sampleGradient = scratch.extracting(classes...)
            let allTargets = targets.elements.span
            var sum = 0.0
            for n in rows.indices {
                for k in 0..<classes {
                    sampleOutputs[k] = Double(outputs[k * leadingDimension + n])
                }
                var derivatives = sampleGradient.mutableSpan
                sum += valueAndGradient(
                    outputs: sampleOutputs.span,
                    targets: allTargets.extracting(rows[n] * classes..<(rows[n] + 1) * classes),
                    gradient: &derivatives)
                for k in 0..<classes {
                    gradient[k * leadingDimension + n] = Float(gradientScale * sampleGradient[k])
                }
            }
            return sum
        }
    }

    /// Writes the proportions of a batch into consecutive rows of a matrix.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs, classes x samples.
    ///   - leadingDimension: The distance from one class to the next in `outputs`, no less than the number of samples.
    ///   - proportions: Where the proportions are written, samples x classes.
    ///   - rows: The rows that the batch fills, one a sample.
    public func writeProportions(
        outputs: UnsafePointer<Float>, leadingDimension: Int, into proportions: inout Matrix<Double>, rows: Range<Int>
    ) {
        let classes = proportions.columns
        precondition(
            leadingDimension >= rows.count, "\(rows.count) samples with a leading dimension of \(leadingDimension)")
        proportions.elements.withUnsafeMutableBufferPointer { allProportions in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { sampleOutputs in
                sampleOutputs.initialize(repeating: 0)
                for (n, row) in rows.enumerated() {
                    for k in 0..<classes {
                        sampleOutputs[k] = Double(outputs[k * leadingDimension + n])
                    }
                    var sampleProportions = allProportions.extracting(row * classes..<(row + 1) * classes).mutableSpan
                    writeProportions(outputs: sampleOutputs.span, into: &sampleProportions)
                }
            }
        }
    }
}
