import Foundation
import NumericalMethods

/// "Evidential": "MSE & Dirichlet" with a penalty for evidence that the targets do not support.
///
/// With α = ReLU(a) + 1, α̃ₖ = yₖ + (1 − yₖ) αₖ and S̃ = Σα̃,
///
///     L = L(MSE & Dirichlet) + λ KL(Dir(α̃) ‖ Dir(1)),   λ = 0.001,
///     KL = ln Γ(S̃) − ln Γ(K) − Σ ln Γ(α̃ₖ) + Σ (α̃ₖ − 1)(ψ(α̃ₖ) − ψ(S̃)),
///     dKL/dα̃ₖ = (α̃ₖ − 1) ψ₁(α̃ₖ) − (S̃ − K) ψ₁(S̃).
///
/// For one class alone, α̃ has the evidence of all others, as published. Where several classes are present, some evidence
/// for them is penalized, too, and draws the proportions towards uniform ones. So λ, which is published to grow to 1 within
/// ten epochs, stays small here: the proportions at the minimum then lie within a hundredth of the targets. The proportions
/// are ŷ = α/S.
///
/// Source: M. Sensoy, L. Kaplan, M. Kandemir, *Evidential deep learning to quantify classification uncertainty*, NeurIPS
/// 2018, equation 5 and section 4.
struct EvidentialSquaredError: ProportionLoss {
    /// λ, the weight of the divergence.
    private static let weight = 0.001

    private let squaredError = DirichletSquaredError()

    var card: CatalogCard {
        CatalogCard(
            name: "evidential",
            title: "Evidential",
            summary: "MSE & Dirichlet with a penalty for evidence that the targets do not support.",
            reference: "Sensoy et al. 2018, section 4")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let error = squaredError.valueAndGradient(outputs: outputs, targets: targets, gradient: &gradient)
        func unsupported(_ k: Int) -> Double {
            targets[k] + (1 - targets[k]) * RectifiedConcentrations.concentration(outputs[k])
        }
        let classes = Double(outputs.count)
        var total = 0.0
        for k in outputs.indices { total += unsupported(k) }
        let (digammaOfTotal, pull) = (digamma(total), (total - classes) * trigamma(total))
        var divergence = lgamma(total) - lgamma(classes)
        for k in outputs.indices {
            let concentration = unsupported(k)
            divergence += (concentration - 1) * (digamma(concentration) - digammaOfTotal) - lgamma(concentration)
            guard outputs[k] > 0 else { continue }
            gradient[k] +=
                Self.weight * (1 - targets[k]) * ((concentration - 1) * trigamma(concentration) - pull)
        }
        return error + Self.weight * divergence
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
