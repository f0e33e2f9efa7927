/// "Hellinger": the squared Hellinger distance, without its factor ½, of the targets and the normalized outputs.
///
/// With α = ReLU(a) + 1, S = Σα and ŷ = α/S,
///
///     L = Σ (√yₖ − √ŷₖ)²,   ∂L/∂ŷₖ = 1 − √(yₖ/ŷₖ).
///
/// It needs no replacement of zeros: a class that is absent adds ŷₖ. The proportions are ŷ.
///
/// Source: E. Hellinger, *Neue Begründung der Theorie quadratischer Formen von unendlichvielen Veränderlichen*, Journal für
/// die reine und angewandte Mathematik 136 (1909), 210.
struct HellingerDistance: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "hellinger",
            title: "Hellinger",
            summary: "The squared Hellinger distance of the targets and the normalized outputs.",
            reference: "Hellinger 1909")
    }

    func startingOutputBias(classes: Int) -> Double { RectifiedConcentrations.startingOutput }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        let total = RectifiedConcentrations.total(outputs)
        var value = 0.0
        for k in outputs.indices {
            let proportion = RectifiedConcentrations.concentration(outputs[k]) / total
            let distance = targets[k].squareRoot() - proportion.squareRoot()
            value += distance * distance
            gradient[k] = 1 - (targets[k] / proportion).squareRoot()
        }
        RectifiedConcentrations.pullBackToOutputs(outputs: outputs, total: total, gradient: &gradient)
        return value
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        RectifiedConcentrations.writeMeanProportions(outputs: outputs, into: &proportions)
    }
}
