import Foundation
import NumericalMethods

/// "NLL & Dirichlet": the negative logarithm of the density of the Dirichlet distribution of the outputs at the targets.
///
/// With α = ReLU(a) + 1, S = Σα, and yʹ the targets without zeros (``ZeroReplacement``),
///
///     L = Σ ln Γ(αₖ) − ln Γ(S) − Σ (αₖ − 1) ln yʹₖ,
///     dL/daₖ = ψ(αₖ) − ψ(S) − ln yʹₖ   where aₖ > 0, and zero elsewhere.
///
/// At zeros the density would be zero, or infinite; hence their replacement. The density has no upper bound, so that L has
/// no lower one: it falls as S grows while α/S stays near yʹ. The proportions are ŷ = α/S.
///
/// Source: T. P. Minka, *Estimating a Dirichlet distribution*, 2000, equation 4, for one sample.
struct DirichletLikelihood: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "nll-dirichlet",
            title: "NLL & Dirichlet",
            summary:
                "The negative log-likelihood of the targets, zeros replaced, under the outputs' Dirichlet distribution.",
            reference: "Minka 2000, equation 4")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = RectifiedConcentrations.total(outputs)
        let logTargetTotal = log(ZeroReplacement.total(targets))
        let digammaOfTotal = digamma(total)
        var value = -lgamma(total)
        for k in outputs.indices {
            let concentration = RectifiedConcentrations.concentration(outputs[k])
            let logTarget = log(max(targets[k], ZeroReplacement.floor)) - logTargetTotal
            value += lgamma(concentration) - (concentration - 1) * logTarget
            gradient[k] = outputs[k] > 0 ? digamma(concentration) - digammaOfTotal - logTarget : 0
        }
        return value
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
