import NumericalMethods

/// "CE & Dirichlet": the expected cross-entropy of proportions drawn from the Dirichlet distribution of the outputs.
///
/// With α = ReLU(a) + 1, S = Σα and P ~ Dir(α),
///
///     L = E[−Σ yₖ ln Pₖ] = Σ yₖ (ψ(S) − ψ(αₖ)),
///     dL/daₖ = ψ₁(S) Σyⱼ − yₖ ψ₁(αₖ)   where aₖ > 0, and zero elsewhere,
///
/// with the digamma function ψ and the trigamma function ψ₁. The proportions are ŷ = α/S, the mean of the distribution.
/// A class that is absent, yₖ = 0, adds nothing to the value and is pushed down by ψ₁(S).
///
/// Source: the paper, section 2.1.2. Its second line reads Σ −yⱼ [ψ(αᵢ) − ψ(S)], with a sample's index on α where the
/// class's belongs; we take αⱼ, as the expectation on its first line gives.
struct DirichletCrossEntropy: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "ce-dirichlet",
            title: "CE & Dirichlet",
            summary: "The expected cross-entropy of proportions drawn from the Dirichlet distribution of the outputs.",
            reference: "Simonnet et al. 2023, section 2.1.2")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = RectifiedConcentrations.total(outputs)
        let digammaOfTotal = digamma(total)
        var value = 0.0
        var targetSum = 0.0
        // Absent classes are common, and each saves both special functions.
        for k in outputs.indices where targets[k] != 0 {
            value += targets[k] * (digammaOfTotal - digamma(RectifiedConcentrations.concentration(outputs[k])))
            targetSum += targets[k]
        }
        let pushDown = trigamma(total) * targetSum
        for k in outputs.indices {
            let pullUp = targets[k] != 0 ? targets[k] * trigamma(RectifiedConcentrations.concentration(outputs[k])) : 0
            gradient[k] = outputs[k] > 0 ? pushDown - pullUp : 0
        }
        return value
    }

    /// ŷ = α/S.
    var head: OutputHead? { .meanOfDirichlet }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
