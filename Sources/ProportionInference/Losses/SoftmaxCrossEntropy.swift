import Foundation

/// "CE & Softmax": the cross-entropy of the targets and the softmax of the outputs.
///
///     L = −Σ yₖ ln softmax(a)ₖ = Σ yₖ (ln Σⱼ exp aⱼ − aₖ),   dL/daₖ = softmax(a)ₖ Σyⱼ − yₖ
///
/// The proportions are softmax(a) (``Softmax``). At y = softmax(a) the value is the entropy of y, not zero.
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
        let (largest, sum) = Softmax.writeExponentials(outputs: outputs, into: &gradient)
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

    /// ŷ = softmax(a).
    var head: OutputHead? { .softmax }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        Softmax.writeProportions(outputs: outputs, into: &proportions)
    }
}
