public import Foundation

/// Softmax of a network's outputs, p = exp(a)/Σ exp(a): what losses share that read outputs so.
///
/// The largest output is taken off all of them first: no exponential overflows, and their sum is at least one.
public enum Softmax {
    /// Writes exp(aₖ − max a), and returns max a and the sum of what it wrote.
    @inlinable
    public static func writeExponentials(
        outputs: Span<Double>, into exponentials: inout MutableSpan<Double>
    ) -> (largest: Double, sum: Double) {
        var largest = -Double.infinity
        for k in outputs.indices {
            largest = max(largest, outputs[k])
        }
        var sum = 0.0
        for k in outputs.indices {
            exponentials[k] = exp(outputs[k] - largest)
            sum += exponentials[k]
        }
        return (largest, sum)
    }

    /// Writes p.
    @inlinable
    public static func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        let (_, sum) = writeExponentials(outputs: outputs, into: &proportions)
        for k in outputs.indices {
            proportions[k] /= sum
        }
    }

    /// Turns the derivatives of a loss L(p) into its derivatives dL/daₖ = pₖ (∂L/∂pₖ − Σⱼ pⱼ ∂L/∂pⱼ), in place.
    ///
    /// - Parameters:
    ///   - proportions: p.
    ///   - gradient: Holds ∂L/∂p, and receives dL/da.
    @inlinable
    public static func pullBackToOutputs(proportions: Span<Double>, gradient: inout MutableSpan<Double>) {
        var mean = 0.0
        for k in proportions.indices {
            mean += proportions[k] * gradient[k]
        }
        for k in proportions.indices {
            gradient[k] = proportions[k] * (gradient[k] - mean)
        }
    }
}
