/// "MSE & prop.": the squared error of the normalized outputs.
///
/// With α = ReLU(a) + 1, S = Σα and ŷ = α/S,
///
///     L = ‖y − ŷ‖²,   ∂L/∂ŷₖ = 2(ŷₖ − yₖ).
///
/// It is "MSE & Dirichlet" without the variance: S is free. The proportions are ŷ. A class whose output is zero or less
/// gets no gradient, but still ŷ = 1/S.
///
/// Source: the paper, section 2.1.3, where it is also called "MSE & proportion".
struct ProportionSquaredError: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "mse-proportion",
            title: "MSE & prop.",
            summary: "The squared error of the normalized outputs.",
            reference: "Simonnet et al. 2023, section 2.1.3")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = RectifiedConcentrations.total(outputs)
        var squaredError = 0.0
        for k in outputs.indices {
            let error = RectifiedConcentrations.concentration(outputs[k]) / total - targets[k]
            squaredError += error * error
            gradient[k] = 2 * error
        }
        RectifiedConcentrations.pullBackToOutputs(outputs: outputs, total: total, gradient: &gradient)
        return squaredError
    }

    /// ŷ = α/S.
    var head: OutputHead? { .meanOfDirichlet }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
