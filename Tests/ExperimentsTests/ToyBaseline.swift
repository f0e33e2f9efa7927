import DeclarativeFiles
import ProportionInference
import NumericalMethods

/// Predicts the same for every sample: equal proportions, or ones that the seed draws.
struct ToyBaseline: BaselineKind {
    static let all = Catalog(
        kind: "baseline", entries: [ToyBaseline(isRandom: false), ToyBaseline(isRandom: true)] as [any BaselineKind]
    ) { $0.card }

    let isRandom: Bool

    var card: CatalogCard {
        CatalogCard(
            name: isRandom ? "drawn" : "uniform", title: isRandom ? "Drawn" : "Uniform",
            summary: "Predicts the same for every sample.", reference: "none")
    }

    func method(settings: Section) -> (any ProportionMethod)? {
        let remark = settings.optionalString("remark")
        settings.finish()
        return ToyMethod(card: card, isRandom: isRandom, remark: remark)
    }
}

private struct ToyMethod: ProportionMethod {
    let card: CatalogCard
    let isRandom: Bool
    let remark: String?

    var supervision: Supervision { .nothing }
    var canonical: StructuredValue {
        ["baseline": .string(card.name), "remark": remark.map { .string($0) } ?? .null]
    }

    func run(on dataset: PreparedDataset, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        var stream = seed.stream()
        let proportions = isRandom ? stream.dirichlet([1, 1, 1]) : [1 / 3.0, 1 / 3.0, 1 / 3.0]
        return MethodResult(
            predictions: dataset.tests.map { part in
                let predictions = Matrix(
                    rows: part.samples.count, columns: 3,
                    elements: (0..<part.samples.count).flatMap { _ in proportions })
                return MethodResult.Prediction(
                    part: part.name, proportions: predictions,
                    scores: Scores(predictions: predictions, targets: part.samples.proportions))
            },
            tables: [MethodResult.Table(file: "notes.csv", text: "what\nnothing\n")],
            remarks: remark.map { [$0] } ?? [])
    }

    func expectedSeconds(on dataset: PreparedDataset) throws -> Double { 0 }
}
