public import DataCatalogue
internal import DeclarativeFiles
internal import ProportionInference
internal import NumericalMethods

/// An experiment, expanded: its dataset and every run that it consists of.
public struct ExperimentPlan: Sendable {
    /// The spec.
    public let spec: ExperimentSpec
    /// How much of it is done.
    public let effort: Effort
    /// What the dataset is made from.
    public let source: DatasetSource
    /// What determines the dataset.
    public let data: RunIdentity
    /// Whether nothing is run, because there is nothing to test on: no test part is there.
    public let isLeftOut: Bool
    /// Keeps apart what must never replace each other: efforts, and whole data from partial data and from stand-ins.
    public let edition: String
    /// The runs, method by method: all that the spec asks for, or those that were selected.
    public private(set) var runs: [RunPlan]

    /// Expands a spec.
    ///
    /// - Parameters:
    ///   - spec: The spec.
    ///   - effort: How much of it is done.
    ///   - location: Where data is looked for.
    /// - Throws: Where a file of the dataset is there and cannot be read.
    public init(spec: ExperimentSpec, effort: Effort, location: DataLocation) throws {
        self.init(spec: spec, effort: effort, source: try spec.dataset.source(in: location))
    }

    /// Expands a spec for data that is known already.
    ///
    /// - Parameters:
    ///   - spec: The spec.
    ///   - effort: How much of it is done.
    ///   - source: What the dataset is made from.
    public init(spec: ExperimentSpec, effort: Effort, source: DatasetSource) {
        self.spec = spec
        self.effort = effort
        self.source = source
        isLeftOut = spec.isLeftOut(without: source.absent)
        let edition = (isLeftOut ? .whole : Edition(of: source)).name(effort: effort)
        self.edition = edition
        let experimentSeed = Seed(experiment: spec.name, base: spec.seed)
        var recipe: StructuredValue = [
            "kind": ["name": .string(spec.datasetKind.name), "revision": .integer(spec.datasetKind.revision)],
            "recipe": spec.dataset.canonical,
            "files": .object(source.files.mapValues { .string($0.blob) }),
            "stand-in": .bool(source.standIn != nil),
            "training-share": .number(effort.trainingShare),
        ]
        // Only where there is something to say, so that a whole dataset keeps its identity.
        if !source.absent.isEmpty { recipe["absent"] = .array(source.absent.map { .string($0.name) }) }
        let data = RunIdentity(recipe: recipe)
        self.data = data
        runs = (isLeftOut ? [] : spec.methods(effort: effort)).flatMap { method in
            (1...spec.runs(of: method, effort: effort)).map { run in
                RunPlan(
                    method: method, run: run, seed: experimentSeed.derived("run", run),
                    identity: RunIdentity(recipe: [
                        "experiment": .string(spec.name), "seed": .string(String(spec.seed)), "run": .integer(run),
                        "data": data.recipe, "method": method.canonical,
                    ]),
                    place: RunPlace(
                        experiment: spec.name, edition: edition, method: method.card.name, run: run))
            }
        }
    }
}

extension ExperimentPlan {
    /// The plan of some of its runs alone.
    ///
    /// - Parameter isMeant: Says which runs are kept.
    /// - Returns: The plan with these runs.
    public func selecting(_ isMeant: (RunPlan) -> Bool) -> ExperimentPlan {
        var selection = self
        selection.runs = runs.filter(isMeant)
        return selection
    }
}

extension ExperimentSpec {
    /// Whether there is nothing to test on without some parts.
    public func isLeftOut(without absent: [AbsentPart]) -> Bool {
        Set(dataset.testParts).isSubset(of: absent.map(\.name))
    }
}
