/// "MSE & Dirichlet": the expected squared error of proportions drawn from the Dirichlet distribution of the outputs.
///
/// With α = ReLU(a) + 1, S = Σα, ŷ = α/S and P ~ Dir(α),
///
///     L = E ‖y − P‖² = ‖y − ŷ‖² + Σ ŷₖ(1 − ŷₖ)/(S + 1).
///
/// The second term is the variance of P, so that the loss rewards a large S where the prediction is right. The gradient
/// follows from
///
///     ∂L/∂ŷₖ = 2(ŷₖ − yₖ) + (1 − 2ŷₖ)/(S + 1)   and   ∂L/∂S = −Σ ŷₖ(1 − ŷₖ)/(S + 1)².
///
/// The proportions are ŷ. A class whose output is zero or less gets no gradient, but still ŷ = 1/S.
///
/// Source: the paper, section 2.1.1, equation 2.
struct DirichletSquaredError: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "mse-dirichlet",
            title: "MSE & Dirichlet",
            summary: "The expected squared error of proportions drawn from the Dirichlet distribution of the outputs.",
            reference: "Simonnet et al. 2023, section 2.1.1, equation 2")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = RectifiedConcentrations.total(outputs)
        var squaredError = 0.0
        var spread = 0.0
        for k in outputs.indices {
            let proportion = RectifiedConcentrations.concentration(outputs[k]) / total
            let error = proportion - targets[k]
            squaredError += error * error
            spread += proportion * (1 - proportion)
            gradient[k] = 2 * error + (1 - 2 * proportion) / (total + 1)
        }
        let variance = spread / (total + 1)
        RectifiedConcentrations.pullBackToOutputs(
            outputs: outputs, total: total, totalDerivative: -variance / (total + 1), gradient: &gradient)
        return squaredError + variance
    }

    /// ŷ = α/S.
    var head: OutputHead? { .meanOfDirichlet }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
