public import DeclarativeFiles
internal import NeuralNetworks
public import NumericalMethods

/// The method that the paper proposes: a network trained with a loss.
public struct TrainedLoss: ProportionMethod {
    /// The loss.
    public let loss: any ProportionLoss
    /// The network's design.
    public let architecture: Architecture
    /// The recipe of the training.
    public let training: TrainingRecipe

    /// Makes a method of a loss, a network and a recipe.
    public init(loss: any ProportionLoss, architecture: Architecture, training: TrainingRecipe) {
        self.loss = loss
        self.architecture = architecture
        self.training = training
    }

    /// The loss's card: a method is named by its loss.
    public var card: CatalogCard { loss.card }
    /// The true proportions of the training samples.
    public var supervision: Supervision { .labels }
    /// Initial weights and the order of the samples are drawn.
    public var isRandom: Bool { true }

    /// The loss, the network and the recipe.
    public var canonical: StructuredValue {
        [
            "loss": ["name": .string(loss.card.name), "revision": .integer(loss.card.revision)],
            "architecture": [
                "name": .string(architecture.card.name), "revision": .integer(architecture.card.revision),
            ],
            "training": training.canonical,
            "trainer": .integer(Trainer.revision),
        ]
    }

    /// The same training with fewer epochs.
    public func shortened(_ length: (Int) -> Int) -> any ProportionMethod {
        var training = training
        training.epochs = length(training.epochs)
        return TrainedLoss(loss: loss, architecture: architecture, training: training)
    }

    /// Trains a network, and keeps the parameters of the epoch with the lowest validation MMAE.
    ///
    /// Where samples are to be added, copies of the network learn on from these, and infer those that were left out.
    public func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let trainer = try trainer(for: input, seed: seed)
        let result = try trainer.train(on: input, monitor: monitor)
        guard let added = input.added, result.divergence == nil else { return result }
        do {
            let further = try FurtherTraining(
                network: trainer.network, loss: loss, recipe: training, added: added, seed: seed
            ).run(training: input.training, monitor: monitor)
            return result.replacing(further.predictions, adding: further.table)
        } catch let divergence as Divergence {
            return MethodResult(divergence: divergence, history: result.history, predictions: [])
        }
    }

    /// How long a training will take: a few steps and a few evaluations are made and timed.
    public func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double {
        let (step, check) = try trainer(for: specimen.piece, seed: Seed(experiment: "timing", base: 0))
            .secondsPerSample(of: specimen.piece)
        let epoch = step * Double(specimen.training) + check * Double(specimen.validation)
        let added = specimen.piece.added.map {
            Double($0.draws(seed: Seed(experiment: "timing", base: 0)).count * $0.recipe.steps * training.batchSize)
        }
        return epoch * Double(training.epochs) + check * Double(specimen.tests) + step * (added ?? 0)
    }

    /// A trainer for a new network.
    private func trainer(for input: MethodInput, seed: Seed) throws -> Trainer {
        let features = input.training.inputs.columns
        let layers = try architecture.layers(inputLength: features, classes: input.classes.count)
        let network = Network(layers: layers, batchCapacity: training.batchSize)
        network.initialize(
            training.initialization, outputScale: training.outputScale,
            outputBias: outputBias(classes: input.classes.count), seed: seed.derived("initial weights", 0))
        return Trainer(network: network, loss: loss, recipe: training, seed: seed)
    }

    private func outputBias(classes: Int) -> Double {
        switch training.outputBias {
        case .askedByLoss: loss.startingOutputBias(classes: classes)
        case .fixed(let value): value
        }
    }
}
