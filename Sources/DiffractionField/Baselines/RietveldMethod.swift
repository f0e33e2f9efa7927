internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference

/// Refines every measured pattern of a dataset, by itself and with all phases.
struct RietveldMethod: ProportionMethod {
    let card: CatalogCard
    let recipe: RefinementRecipe
    let impurities: [CrystalStructure]
    /// The planes of texture that the settings name.
    var textures: [TextureChoice] = []
    /// What the settings say of the diffractometer; the dataset says the rest.
    var radius: Double?
    var monochromatorAngle: Double?

    /// It is given what the phases are, and not how much there is of any.
    var supervision: Supervision { .structures }
    var isRandom: Bool { false }
    var canonical: StructuredValue {
        var members: [String: StructuredValue] = [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "recipe": recipe.canonical, "impurities": .array(impurities.map(\.canonical)),
        ]
        members["radius"] = radius.map { .number($0) }
        if !textures.isEmpty {
            let planes = textures.map { ($0.phase, $0.plane.map { StructuredValue.string("\($0)") } ?? .null) }
            members["texture"] = .object(Dictionary(planes) { _, last in last })
        }
        members["monochromator"] = monochromatorAngle.map { .number($0) }
        return .object(members)
    }

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let field = try input.field(as: MeasuredPowder.self, for: card.name)
        let patterns = field.patterns + field.unlabelled
        guard !patterns.isEmpty else {
            return MethodResult(predictions: [], remarks: ["there are no measured patterns"])
        }
        let refinement = try refinement(of: field)
        let results = try patterns.map { pattern in
            try monitor.checkCancellation()
            return (pattern, try refinement.refine(pattern.scan, path: pattern.path))
        }
        func prediction(_ part: String, _ results: some Collection<(MeasuredPowder.Pattern, RefinementResult)>)
            -> MethodResult.Prediction?
        {
            guard !results.isEmpty else { return nil }
            func matrix(_ value: (RefinementResult.Phase) -> Double) -> Matrix<Double> {
                Matrix(
                    rows: results.count, columns: input.classes.count,
                    elements: results.flatMap { $1.phases[..<input.classes.count].map(value) })
            }
            return MethodResult.Prediction(
                part: part, proportions: matrix(\.fraction), uncertainties: matrix { $0.uncertainty ?? .nan })
        }
        let labelled = field.patterns.count
        let table = RefinementResult.tableHeader + results.map { $1.tableLines(pattern: $0.name) }.joined()
        return MethodResult(
            predictions: [
                prediction(field.part, results[..<labelled]),
                prediction(field.unlabelledPart, results[labelled...]),
            ].compactMap(\.self),
            tables: [MethodResult.Table(file: "refinements.csv", text: table)],
            fits: results.map {
                let curves = $1.curves
                return MethodResult.Fit(
                    positions: curves.twoTheta, measured: curves.observed, calculated: curves.calculated)
            },
            remarks: remarks(results.map { ($0.name, $1) }))
    }

    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double {
        let field = try specimen.piece.field(as: MeasuredPowder.self, for: card.name)
        let refinement = try refinement(of: field)
        let seconds = try ProcessorTime.seconds {
            for pattern in field.patterns + field.unlabelled {
                _ = try refinement.refine(pattern.scan, path: pattern.path)
            }
        }
        return specimen.fieldScale * seconds
    }

    private func refinement(of field: MeasuredPowder) throws -> RietveldRefinement {
        let geometry = InstrumentGeometry(
            radius: radius ?? field.geometry.radius,
            monochromatorAngle: monochromatorAngle ?? field.geometry.monochromatorAngle)
        func lying(_ structure: CrystalStructure) -> CrystalStructure {
            textures.last { $0.phase == structure.name }.map { structure.lying(on: $0.plane) } ?? structure
        }
        return try RietveldRefinement(
            structures: field.structures.map(lying), impurities: impurities.map(lying),
            instrument: geometry.instrument(radiation: .doublet(field.tube)), recipe: recipe)
    }

    private func remarks(_ results: [(name: String, result: RefinementResult)]) -> [String] {
        func names(_ isMeant: (RefinementResult) -> Bool) -> String {
            results.filter { isMeant($0.result) }.map(\.name).joined(separator: ", ")
        }
        let unconverged = names { !$0.isConverged }
        let ghosts = names { $0.phases.contains { $0.presence == .ghost } }
        let unexplained = names { $0.verdict.grade == .notExplained && $0.isConverged }
        let doubtful = names { $0.verdict.grade == .doubtful }
        return (unconverged.isEmpty ? [] : ["the refinement of \(unconverged) did not converge"])
            + (unexplained.isEmpty ? [] : ["the phases do not explain \(unexplained)"])
            + (doubtful.isEmpty ? [] : ["the refinement of \(doubtful) is doubtful"])
            + (ghosts.isEmpty ? [] : ["a phase may be a ghost in \(ghosts)"])
    }
}
