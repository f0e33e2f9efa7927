import Foundation

/// "CE & Softmax": the cross-entropy of the targets and the softmax of the outputs.
///
///     L = −Σ yₖ ln softmax(a)ₖ = Σ yₖ (ln Σⱼ exp aⱼ − aₖ),   dL/daₖ = softmax(a)ₖ Σyⱼ − yₖ
///
/// The largest output is taken off all of them first: no exponential overflows, and the sum is at least one. The
/// proportions are softmax(a). At y = softmax(a) the value is the entropy of y, not zero.
///
/// Source: the paper, section 2.1.3, where it is also spelt "CE & SoftMax".
struct SoftmaxCrossEntropy: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "ce-softmax",
            title: "CE & Softmax",
            summary: "The cross-entropy of the targets and the softmax of the outputs.",
            reference: "Simonnet et al. 2023, section 2.1.3")
    }

    func startingOutputBias(classes: Int) -> Double { 0 }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let (largest, sum) = writeExponentials(outputs: outputs, into: &gradient)
        let logSum = log(sum)
        var value = 0.0
        var targetSum = 0.0
        for k in outputs.indices {
            value += targets[k] * ((largest - outputs[k]) + logSum)
            targetSum += targets[k]
        }
        for k in outputs.indices {
            gradient[k] = gradient[k] / sum * targetSum - targets[k]
        }
        return value
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        let (_, sum) = writeExponentials(outputs: outputs, into: &proportions)
        for k in outputs.indices {
            proportions[k] /= sum
        }
    }

    /// Writes exp(aₖ − max a), and returns max a and the sum of what it wrote.
    private func writeExponentials(
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
}
