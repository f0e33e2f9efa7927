public import DataCatalogue
public import ProportionInference
public import SimplexMath

/// One run that an experiment consists of: one method, one repetition.
public struct RunPlan: Sendable {
    /// The method.
    public let method: any ProportionMethod
    /// The repetition, counted from one.
    public let run: Int
    /// The source of the run's randomness: the same for every method.
    public let seed: Seed
    /// What determines its outcome.
    public let identity: RunIdentity
    /// Where its record goes.
    public let place: RunPlace
}

/// The place of a run among the results.
public struct RunPlace: Sendable, Hashable {
    /// The experiment's name.
    public let experiment: String
    /// The edition: see ``ExperimentPlan/edition``.
    public let edition: String
    /// The method's name.
    public let method: String
    /// The repetition, counted from one.
    public let run: Int

    /// The folder, below that of all results.
    public var path: String { "\(experiment)/\(edition)/\(method)/run-\(run)" }
    /// The run as messages name it.
    public var label: String { "\(experiment) · \(method) · run \(run)" }
}

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
    /// The runs, method by method.
    public let runs: [RunPlan]

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
        let edition = Self.edition(effort: effort, isStandIn: source.standIn != nil)
        let experimentSeed = Seed(experiment: spec.name, base: spec.seed)
        let data = RunIdentity(recipe: [
            "kind": ["name": .string(spec.datasetKind.name), "revision": .integer(spec.datasetKind.revision)],
            "recipe": spec.dataset.canonical,
            "files": .object(source.files.mapValues { .string($0.blob) }),
            "stand-in": .bool(source.standIn != nil),
            "training-share": .number(effort.trainingShare),
        ])
        self.data = data
        runs = spec.methods(effort: effort).flatMap { method in
            (1...effort.runs(of: spec.runs)).map { run in
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

    /// Keeps apart what must never replace each other: efforts, and stand-ins from real data.
    public var edition: String { Self.edition(effort: effort, isStandIn: source.standIn != nil) }

    static func edition(effort: Effort, isStandIn: Bool) -> String {
        isStandIn ? effort.rawValue + "-stand-in" : effort.rawValue
    }
}
