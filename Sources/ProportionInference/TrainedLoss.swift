public import DeclarativeFiles
internal import NeuralNetworks
public import SimplexMath

/// The method that the paper proposes: a network trained with a loss.
public struct TrainedLoss: ProportionMethod {
    /// The loss.
    public let loss: any ProportionLoss
    /// The network's design.
    public let architecture: Architecture
    /// The recipe of the training.
    public let training: TrainingConfiguration

    /// Joins a loss, a network and a recipe.
    public init(loss: any ProportionLoss, architecture: Architecture, training: TrainingConfiguration) {
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
    public func run(on dataset: PreparedDataset, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        try trainer(for: dataset, seed: seed).train(on: dataset, monitor: monitor)
    }

    /// How long a training will take: a few steps are made and timed.
    public func expectedSeconds(on dataset: PreparedDataset) throws -> Double {
        let secondsPerStep = try trainer(for: dataset, seed: Seed(experiment: "timing", base: 0))
            .secondsPerStep(on: dataset.training)
        let steps = Double((dataset.training.count + training.batchSize - 1) / training.batchSize)
        // A forward pass, as validation needs, is about a third of a step.
        let validation = Double(dataset.validation.count) / Double(training.batchSize) / 3
        return secondsPerStep * (steps + validation) * Double(training.epochs)
    }

    /// A trainer for a new network.
    private func trainer(for dataset: PreparedDataset, seed: Seed) throws -> Trainer {
        let features = dataset.training.inputs.columns
        guard let layers = architecture.layers(inputLength: features, classes: dataset.classes.count) else {
            throw SignalTooShort(architecture: architecture.card.name, points: features)
        }
        let network = Network(layers: layers, batchCapacity: training.batchSize)
        network.initialize(
            training.initialization, outputScale: training.outputScale,
            outputBias: outputBias(classes: dataset.classes.count), seed: seed.derived("initial weights", 0))
        return Trainer(network: network, loss: loss, configuration: training, seed: seed)
    }

    private func outputBias(classes: Int) -> Double {
        switch training.outputBias {
        case .askedByLoss: loss.startingOutputBias(classes: classes)
        case .fixed(let value): value
        }
    }
}

/// A signal has too few points for an architecture.
public struct SignalTooShort: Error, Equatable, CustomStringConvertible {
    /// The architecture's name.
    public let architecture: String
    /// The number of points of the signal.
    public let points: Int

    /// The network's name and the number of points.
    public var description: String { "a signal of \(points) points is too short for \(architecture)" }
}
