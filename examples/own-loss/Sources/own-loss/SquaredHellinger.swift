import ProportionInference

/// "Hellinger & Softmax": the squared Hellinger distance of the targets and the softmax of the outputs.
///
/// With p = softmax(a),
///
///     L = ½ Σ (√yₖ − √pₖ)² = 1 − Σ √(yₖ pₖ),   ∂L/∂pₖ = −½ √(yₖ/pₖ).
///
/// The value lies between 0 and 1, so that a sample with a wrong label cannot outweigh the others, as it can under the
/// cross-entropy. The proportions are p.
struct SquaredHellinger: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "squared-hellinger", title: "Hellinger & Softmax",
            summary: "The squared Hellinger distance of the targets and the softmax of the outputs.",
            reference: "E. Hellinger, J. reine angew. Math. 136 (1909) 210")
    }

    func startingOutputBias(classes: Int) -> Double { 0 }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        Softmax.writeProportions(outputs: outputs, into: &gradient)
        var affinity = 0.0
        for k in outputs.indices {
            affinity += (targets[k] * gradient[k]).squareRoot()
        }
        // dL/daₖ = pₖ (∂L/∂pₖ − Σ pⱼ ∂L/∂pⱼ), without the quotient that has no value where pₖ is zero.
        for k in outputs.indices {
            gradient[k] = (affinity * gradient[k] - (targets[k] * gradient[k]).squareRoot()) / 2
        }
        // Rounding may carry the sum past one.
        return affinity > 1 ? 0 : 1 - affinity
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        Softmax.writeProportions(outputs: outputs, into: &proportions)
    }
}
