import Foundation

/// "CE & prop.": the cross-entropy of the targets and the normalized outputs.
///
/// With α = ReLU(a) + 1, S = Σα and ŷ = α/S,
///
///     L = −Σ yₖ ln ŷₖ,   dL/daₖ = Σyⱼ/S − yₖ/αₖ   where aₖ > 0, and zero elsewhere.
///
/// It is "CE & Dirichlet" with logarithms for digamma functions, which it comes near for large α: S is free. The
/// proportions are ŷ. At y = ŷ the value is the entropy of y, not zero.
///
/// Source: the head of the paper's section 2.1.3 with the cross-entropy of the same section.
struct ProportionCrossEntropy: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "ce-proportion",
            title: "CE & prop.",
            summary: "The cross-entropy of the targets and the normalized outputs.",
            reference: "Simonnet et al. 2023, section 2.1.3, head and loss in another pairing")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = RectifiedConcentrations.total(outputs)
        let logTotal = log(total)
        var value = 0.0
        var targetSum = 0.0
        for k in outputs.indices where targets[k] != 0 {
            value += targets[k] * (logTotal - log(RectifiedConcentrations.concentration(outputs[k])))
            targetSum += targets[k]
        }
        for k in outputs.indices {
            gradient[k] =
                outputs[k] > 0
                ? targetSum / total - targets[k] / RectifiedConcentrations.concentration(outputs[k]) : 0
        }
        return value
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
