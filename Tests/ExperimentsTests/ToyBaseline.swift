import DeclarativeFiles
import Experiments
import NumericalMethods
import ProportionInference

/// Predicts the same for every sample: equal proportions, or ones that the seed draws.
struct ToyBaseline: BaselineKind {
    static let all: [any BaselineKind] = [ToyBaseline(isRandom: false), ToyBaseline(isRandom: true)]

    let isRandom: Bool

    var card: CatalogCard {
        CatalogCard(
            name: isRandom ? "drawn" : "uniform", title: isRandom ? "Drawn" : "Uniform",
            summary: "Predicts the same for every sample.", reference: "none")
    }

    var needs: (any FieldData.Type)? { nil }

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

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        var stream = seed.stream()
        let proportions = isRandom ? stream.dirichlet([1, 1, 1]) : [1 / 3.0, 1 / 3.0, 1 / 3.0]
        return MethodResult(
            predictions: input.tests.map { part in
                let predictions = Matrix(
                    rows: part.inputs.rows, columns: 3,
                    elements: (0..<part.inputs.rows).flatMap { _ in proportions })
                return MethodResult.Prediction(part: part.name, proportions: predictions)
            },
            tables: [MethodResult.Table(file: "notes.csv", text: "what\nnothing\n")],
            remarks: remark.map { [$0] } ?? [])
    }

    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double { 0 }
}
