import Foundation

/// "Aitchison": the squared Aitchison distance of the targets and the softmax of the outputs.
///
/// The distance is that of the logarithms of proportions, each less their mean. Softmax leaves logarithms as they are but
/// for a common number, so that with the targets yʹ without zeros (``ZeroReplacement``), and a bar for means over classes,
///
///     L = Σ dₖ²,   dₖ = (aₖ − ā) − (ln yʹₖ − mean ln yʹ),   dL/daₖ = 2 dₖ.
///
/// What counts are ratios: 0.01 instead of 0.001 is as bad as 1 instead of 0.1. The proportions are softmax(a).
///
/// Source: J. Aitchison, *On criteria for measures of compositional difference*, Mathematical Geology 24 (1992), 365.
struct AitchisonDistance: ProportionLoss {
    var card: CatalogCard {
        CatalogCard(
            name: "aitchison",
            title: "Aitchison",
            summary: "The squared Aitchison distance of the targets, zeros replaced, and the softmax of the outputs.",
            reference: "Aitchison 1992")
    }

    func startingOutputBias(classes: Int) -> Double { 0 }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        var mean = 0.0
        for k in outputs.indices {
            // The common divisor of the replaced targets leaves with the mean.
            gradient[k] = outputs[k] - log(max(targets[k], ZeroReplacement.floor))
            mean += gradient[k]
        }
        mean /= Double(outputs.count)
        var value = 0.0
        for k in outputs.indices {
            let distance = gradient[k] - mean
            value += distance * distance
            gradient[k] = 2 * distance
        }
        return value
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        Softmax.writeProportions(outputs: outputs, into: &proportions)
    }
}
