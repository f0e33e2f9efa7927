public import SimplexMath

/// The classes that get the same value for every sample: the network has nothing to say of them.
///
/// This finds outputs that training has lost where they are read directly, as under the plain squared error, and networks
/// that predict the same proportions for everything. A class that is dead under a loss that normalizes still moves with
/// the others; ``ProportionLoss/deadOutputs(outputs:leadingDimension:targets:rows:)`` finds it.
///
/// - Parameters:
///   - values: The predictions or outputs, samples x classes.
///   - tolerance: The range of values, largest less smallest, from which on they count as different.
/// - Returns: The numbers of the classes whose values lie closer together than `tolerance`, in ascending order. Fewer
///   than two samples cannot tell, and values that are not numbers are another fault: neither is reported here.
public func constantOutputs(in values: Matrix<Double>, tolerance: Double = 1e-6) -> [Int] {
    guard values.rows >= 2 else { return [] }
    return (0..<values.columns).filter { column in
        let first = values[0, column]
        var (smallest, largest) = (first, first)
        for row in 1..<values.rows {
            let value = values[row, column]
            guard !value.isNaN else { return false }
            smallest = min(smallest, value)
            largest = max(largest, value)
        }
        return largest - smallest < tolerance
    }
}

extension ProportionLoss {
    /// The classes whose output gets no gradient from any sample of a batch, so that training cannot move them.
    ///
    /// Under a rectifier these are the outputs that are zero or less for every sample. A class is dead in
    /// a data set when it is dead in every batch of it.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs, classes x samples.
    ///   - leadingDimension: The distance from one class to the next in `outputs`, no less than the number of samples.
    ///   - targets: The true proportions of the whole data set, samples x classes.
    ///   - rows: The row of `targets` of each sample of the batch, in the batch's order.
    /// - Returns: The numbers of the classes, in ascending order; none for an empty batch.
    public func deadOutputs(
        outputs: UnsafePointer<Float>, leadingDimension: Int, targets: Matrix<Double>, rows: Span<Int>
    ) -> [Int] {
        var gradient = [Float](repeating: 0, count: targets.columns * leadingDimension)
        gradient.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            _ = evaluateBatch(
                outputs: outputs, leadingDimension: leadingDimension, targets: targets, rows: rows,
                gradient: start, gradientScale: 1)
        }
        guard !rows.isEmpty else { return [] }
        return (0..<targets.columns).filter { k in
            rows.indices.allSatisfy { n in gradient[k * leadingDimension + n] == 0 }
        }
    }
}
