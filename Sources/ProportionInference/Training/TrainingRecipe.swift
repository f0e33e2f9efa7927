public import DeclarativeFiles
public import NeuralNetworks

/// The recipe by which a network is trained.
public struct TrainingRecipe: Sendable, Equatable {
    /// How the biases of the output layer start.
    public enum OutputBias: Sendable, Equatable {
        /// As the loss asks: see ``ProportionLoss/startingOutputBias(classes:)``.
        case askedByLoss
        /// At one value, whatever the loss.
        case fixed(Double)
    }

    /// The number of passes over the training samples.
    public var epochs: Int
    /// The number of samples a step; the last step of an epoch takes what is left.
    public var batchSize: Int
    /// What the optimizer is told.
    public var optimizer: Adam.Recipe
    /// How the learning rate goes from the first step to the last.
    public var schedule: LearningRateSchedule
    /// How weights start; biases start at zero, except those of the output layer.
    public var initialization: Initialization
    /// What the weights of the output layer are multiplied with at the start.
    public var outputScale: Double
    /// How the biases of the output layer start.
    public var outputBias: OutputBias

    /// Makes a recipe.
    public init(
        epochs: Int, batchSize: Int, optimizer: Adam.Recipe, schedule: LearningRateSchedule,
        initialization: Initialization, outputScale: Double = 1, outputBias: OutputBias
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.optimizer = optimizer
        self.schedule = schedule
        self.initialization = initialization
        self.outputScale = outputScale
        self.outputBias = outputBias
    }

    /// The recipe in the form that enters a run's identity.
    public var canonical: StructuredValue {
        let bias: StructuredValue =
            switch outputBias {
            case .askedByLoss: "asked-by-loss"
            case .fixed(let value): .number(value)
            }
        return [
            "epochs": .integer(epochs),
            "batch": .integer(batchSize),
            "optimizer": ["adam": optimizer.canonical],
            "schedule": .string(schedule.rawValue),
            "initialization": .string(initialization.rawValue),
            "output-scale": .number(outputScale),
            "output-bias": bias,
        ]
    }
}

extension Adam.Recipe {
    /// The optimizer in the form that enters a run's identity.
    public var canonical: StructuredValue {
        [
            "learning-rate": .number(learningRate), "beta-1": .number(meanDecay), "beta-2": .number(squareDecay),
            "epsilon": .number(epsilon),
        ]
    }
}
