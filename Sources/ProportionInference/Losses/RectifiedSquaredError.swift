/// "MSE": the squared error of the positive parts of the outputs.
///
///     L = ‖y − ReLU(a)‖²,   dL/daₖ = 2(aₖ − yₖ)   where aₖ > 0, and zero elsewhere
///
/// The proportions are ReLU(a). They are not divided by their sum, which is near one only as far as the network has
/// learned it, and may be zero.
///
/// Source: the paper, section 2.1.3.
struct RectifiedSquaredError: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "mse",
            title: "MSE",
            summary: "The squared error of the positive parts of the outputs, which are not normalized.",
            reference: "Simonnet et al. 2023, section 2.1.3")
    }

    var sumsToOne: Bool { false }

    func startingOutputBias(classes: Int) -> Double { 1 / Double(classes) }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        var value = 0.0
        for k in outputs.indices {
            let error = RectifiedConcentrations.rectified(outputs[k]) - targets[k]
            value += error * error
            gradient[k] = outputs[k] > 0 ? 2 * error : 0
        }
        return value
    }

    /// ŷ = ReLU(a).
    var head: OutputHead? { .rectifier }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        for k in outputs.indices {
            proportions[k] = RectifiedConcentrations.rectified(outputs[k])
        }
    }
}
