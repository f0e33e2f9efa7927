public import NumericalMethods

/// The classes that get the same value for every sample: the network has nothing to say of them.
///
/// This finds outputs that training has lost where they are read directly, as under the plain squared error, and networks
/// that predict the same proportions for everything. A class that is dead under a loss that normalizes still moves with
/// the others; its gradient tells.
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

/// Finds the classes whose output gets no gradient from any sample, so that training cannot move them.
///
/// Under a rectifier these are the outputs that are zero or less for every sample.
package struct GradientWatch {
    private var isReached: [Bool]

    /// Begins with no class reached.
    package init(classes: Int) {
        isReached = Array(repeating: false, count: classes)
    }

    /// Looks at the gradient of a batch.
    ///
    /// - Parameters:
    ///   - gradient: The derivatives of the loss, classes x samples.
    ///   - leadingDimension: The distance from one class to the next in `gradient`.
    ///   - samples: The number of samples.
    package mutating func observe(gradient: UnsafePointer<Float>, leadingDimension: Int, samples: Int) {
        for index in isReached.indices where !isReached[index] {
            isReached[index] = (0..<samples).contains { gradient[index * leadingDimension + $0] != 0 }
        }
    }

    /// The numbers of the classes that no gradient has reached, in ascending order.
    package var deadClasses: [Int] { isReached.indices.filter { !isReached[$0] } }
}
