import Foundation
import NumericalMethods

/// "NLL & Dirichlet": the negative logarithm of the density of the Dirichlet distribution of the outputs at the targets.
///
/// With α = ln(1 + exp(a)), S = Σα, and yʹ the targets without zeros (``ZeroReplacement``),
///
///     L = Σ ln Γ(αₖ) − ln Γ(S) − Σ (αₖ − 1) ln yʹₖ,
///     dL/daₖ = (ψ(αₖ) − ψ(S) − ln yʹₖ)/(1 + exp(−aₖ)).
///
/// At zeros the density would be zero, or infinite; hence their replacement. The concentrations are not the paper's
/// ReLU(a) + 1: where many proportions are zero the likeliest ones lie below 1, which these cannot reach, and every output
/// ends under zero, where no gradient reaches it again. The density has no upper bound, so that L has no lower one: it
/// falls as S grows while α/S stays near yʹ. The proportions are ŷ = α/S.
///
/// Source: T. P. Minka, *Estimating a Dirichlet distribution*, 2000, equation 4, for one sample; C. Dugas, Y. Bengio et al.,
/// *Incorporating second-order functional knowledge for better option pricing*, NIPS 2000, for ln(1 + exp(a)).
struct DirichletLikelihood: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "nll-dirichlet",
            title: "NLL & Dirichlet",
            summary:
                "The negative log-likelihood of the targets, zeros replaced, under the outputs' Dirichlet distribution.",
            reference: "Minka 2000, equation 4")
    }

    /// α = 1 for every class, the uniform distribution: ln(e − 1).
    func startingOutputBias(classes: Int) -> Double { log(expm1(1)) }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = Self.total(outputs)
        let logTargetTotal = log(ZeroReplacement.total(targets))
        let digammaOfTotal = digamma(total)
        var value = -lgamma(total)
        for k in outputs.indices {
            let concentration = Self.concentration(outputs[k])
            let logTarget = log(max(targets[k], ZeroReplacement.floor)) - logTargetTotal
            value += lgamma(concentration) - (concentration - 1) * logTarget
            gradient[k] = (digamma(concentration) - digammaOfTotal - logTarget) / (1 + exp(-outputs[k]))
        }
        return value
    }

    /// α = ln(1 + exp(a)), without overflow, and above zero wherever numbers reach.
    private static func concentration(_ output: Double) -> Double {
        output > 0 ? output + log1p(exp(-output)) : log1p(exp(output < -700 ? -700 : output))
    }

    /// S.
    private static func total(_ outputs: Span<Double>) -> Double {
        var total = 0.0
        for k in outputs.indices { total += concentration(outputs[k]) }
        return total
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        let total = Self.total(outputs)
        for k in outputs.indices { proportions[k] = Self.concentration(outputs[k]) / total }
    }
}
