internal import DeclarativeFiles
internal import Foundation
internal import ProportionInference
internal import SimplexMath

/// Refines every measured pattern of a dataset, by itself and with all phases.
struct RietveldMethod: ProportionMethod {
    let card: CatalogCard
    let recipe: RefinementRecipe
    let impurities: [CrystalStructure]

    /// It is given what the phases are, and not how much there is of any.
    var supervision: Supervision { .structures }
    var isRandom: Bool { false }
    var canonical: StructuredValue {
        [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "recipe": recipe.canonical, "impurities": .array(impurities.map(\.canonical)),
        ]
    }

    func run(on dataset: PreparedDataset, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let field = try field(of: dataset)
        guard let part = dataset.tests.first(where: { $0.name == field.part }) else {
            return MethodResult(predictions: [], remarks: ["there are no measured patterns"])
        }
        let refinement = try refinement(of: field)
        let results = try field.patterns.map { pattern in
            try monitor.checkCancellation()
            return (pattern, try refinement.refine(pattern.scan, path: pattern.path))
        }
        let fractions = results.flatMap { _, result in result.phases[..<dataset.classes.count].map(\.fraction) }
        let proportions = Matrix(rows: results.count, columns: dataset.classes.count, elements: fractions)
        let table = RefinementResult.table(results.map { ($0.name, $1, $0.fractions) })
        return MethodResult(
            predictions: [
                MethodResult.Prediction(
                    part: part.name, proportions: proportions,
                    scores: Scores(predictions: proportions, targets: part.samples.proportions))
            ],
            tables: [MethodResult.Table(file: "refinements.csv", text: table)],
            remarks: remarks(results.map { ($0.name, $1) }))
    }

    func expectedSeconds(on dataset: PreparedDataset) throws -> Double {
        let field = try field(of: dataset)
        guard let pattern = field.patterns.first else { return 0 }
        let refinement = try refinement(of: field)
        let clock = ContinuousClock()
        let time = try clock.measure { _ = try refinement.refine(pattern.scan, path: pattern.path) }
        return Double(field.patterns.count) * (time / .seconds(1))
    }

    private func field(of dataset: PreparedDataset) throws -> MeasuredPowder {
        guard let field = dataset.field as? MeasuredPowder else {
            throw WrongField(method: card.name, needs: "measured powder patterns")
        }
        return field
    }

    private func refinement(of field: MeasuredPowder) throws -> RietveldRefinement {
        try RietveldRefinement(
            structures: field.structures, impurities: impurities,
            instrument: Instrument(radiation: .doublet(field.tube)), recipe: recipe)
    }

    private func remarks(_ results: [(name: String, result: RefinementResult)]) -> [String] {
        func names(_ isMeant: (RefinementResult) -> Bool) -> String {
            results.filter { isMeant($0.result) }.map(\.name).joined(separator: ", ")
        }
        let unconverged = names { $0.outcome != .converged }
        let ghosts = names { $0.phases.contains { $0.presence == .ghost } }
        return (unconverged.isEmpty ? [] : ["the refinement of \(unconverged) did not converge"])
            + (ghosts.isEmpty ? [] : ["a phase may be a ghost in \(ghosts)"])
    }
}
