public import NeuralNetworks
public import NumericalMethods

/// HyperAE: endmembers and abundances together, by an autoencoder whose decoder is the linear mixing model.
///
/// An encoder of dense layers turns a spectrum of L bands into K numbers, which are normalized over the batch, soft
/// thresholded and divided by their sum: the abundances. The decoder multiplies them with its weights, which are the
/// endmembers, L x K, and are kept from falling below zero. What it minimizes is a distance of spectra, by default the
/// spectral angle.
///
/// While it is trained, abundances are multiplied with normal noise of mean one (Gaussian dropout), and not afterwards; the
/// final abundances come from normalizing all pixels of the image as one batch.
///
/// Source: B. Palsson, J. Sigurdsson, J. R. Sveinsson, M. O. Ulfarsson, "Hyperspectral unmixing using a neural network
/// autoencoder", IEEE Access 6 (2018) 25646–25656.
public struct HyperAE: Sendable {
    /// The hidden layers of the encoder.
    public enum Depth: String, Sendable, CaseIterable {
        /// L → 9K → 6K → 3K → K, each with the activation.
        case deep
        /// L → K, without activation.
        case shallow
    }

    /// What the layers of the deep encoder apply to their sums.
    public enum Activation: Sendable, Hashable {
        /// A leaky rectifier with a slope below zero.
        case leakyRectifier(slope: Float)
        /// max(0, z).
        case rectifier
        /// 1/(1 + exp(-z)).
        case sigmoid

        /// The layer of so many features.
        func layer(features: Int) -> any Layer {
            switch self {
            case .leakyRectifier(let slope): LeakyRectifier(features: features, negativeSlope: slope)
            case .rectifier: LeakyRectifier(features: features, negativeSlope: 0)
            case .sigmoid: Sigmoid(features: features)
            }
        }
    }

    /// What is done about pixels of which the encoder leaves nothing: the soft threshold takes every class away, and dividing
    /// by the sum gives each the same abundance, 1/K.
    public enum SilentPixels: String, Sendable, CaseIterable {
        /// They keep equal abundances, as published.
        case equal
        /// They get the abundances ≥ 0 with which the endmembers fit them best, divided by their sum; equal ones where that is
        /// zero.
        case leastSquares = "least-squares"
    }

    /// Where the endmembers, which are the weights of the decoder, begin.
    public enum FirstEndmembers: String, Sendable, CaseIterable {
        /// At the magnitudes of Glorot-uniform numbers, as published.
        case random
        /// At those that ``VertexComponentAnalysis`` finds in the image, as later autoencoders begin. A loss that does not see
        /// brightness has them divided by their largest value; values below zero begin at zero.
        case vertexComponents = "vca"
    }

    /// What HyperAE is told.
    public struct Recipe: Sendable, Equatable {
        /// The hidden layers.
        public var depth = Depth.deep
        /// What they apply to their sums.
        public var activation = Activation.leakyRectifier(slope: 0.1)
        /// What is minimized.
        public var loss = ReconstructionLoss.spectralAngle
        /// The standard deviation of the noise that abundances are multiplied with in training; zero for none.
        public var dropoutDeviation = 0.1
        /// Where the endmembers begin.
        public var firstEndmembers = FirstEndmembers.random
        /// What is done about pixels of which the encoder leaves nothing.
        public var silentPixels = SilentPixels.equal
        /// The number of pixels a step.
        public var batchSize = 20
        /// How many times training goes through the image.
        public var epochs = 100
        /// What Adam is told.
        public var optimizer = Adam.Recipe(learningRate: 1e-3)

        /// Makes a recipe with the default values.
        public init() {}
    }

    /// What it was told.
    public let recipe: Recipe

    /// Makes the method.
    public init(_ recipe: Recipe = Recipe()) {
        precondition(
            recipe.batchSize > 1 && recipe.epochs > 0 && recipe.dropoutDeviation >= 0,
            "HyperAE of \(recipe.epochs) epochs in batches of \(recipe.batchSize)")
        self.recipe = recipe
    }

    /// Finds the endmembers and the abundances of an image, as ``model(of:classes:seed:monitor:)`` does.
    ///
    /// - Parameters:
    ///   - image: The image, of two pixels or more.
    ///   - classes: The number K of classes.
    ///   - seed: Decides the first weights, the order of pixels and the dropout.
    ///   - monitor: Is told of progress after every epoch, and says when to stop.
    /// - Returns: Endmembers, abundances, and the mean loss of every epoch. A loss that ceases to be finite ends it early.
    /// - Throws: `CancellationError` where the monitor said stop, and ``UnsuitableSpectra`` where VCA finds no endmembers to begin
    ///   with.
    public func unmix(
        _ image: HyperspectralImage, classes: Int, seed: Seed, monitor: RunMonitor = RunMonitor()
    ) throws -> UnmixingResult {
        let model = try model(of: image.spectra, classes: classes, seed: seed, monitor: monitor)
        let found = try model.abundances(of: image.spectra, from: 0)
        return UnmixingResult(
            divergedStep: model.divergedStep, abundances: found?.abundances, endmembers: model.endmembers,
            losses: model.losses, silentPixels: found?.silentPixels ?? [])
    }

    /// The number of pixels up to which all of an image are trained with; of more, as many are drawn at random, one of each
    /// of so many equal parts of the image.
    public static let largestTrainingSet = 100_000

    /// Learns the endmembers of an image, and how its abundances are found.
    ///
    /// The weights of the encoder start Glorot-uniform, and those of the decoder as ``FirstEndmembers`` says. Pixels are seen in another order in each epoch; a last batch of a single pixel is left out, because it has no variance.
    /// Then the image is gone through twice more for the mean and the variance that its abundances are normalized with.
    ///
    /// - Parameters:
    ///   - source: The spectra of the image, two or more.
    ///   - classes: The number K of classes.
    ///   - seed: Decides the first weights, the order of pixels and the dropout, and which pixels are trained with.
    ///   - monitor: Is told of progress after every epoch, and says when to stop.
    /// - Returns: The model, with the mean loss of every epoch. A loss that ceases to be finite ends it early.
    /// - Throws: `CancellationError` where the monitor said stop, ``UnsuitableSpectra`` where VCA finds no endmembers to begin with,
    ///   and what keeps the spectra from being read.
    public func model(
        of source: some SpectrumSource, classes: Int, seed: Seed, monitor: RunMonitor = RunMonitor()
    ) throws -> any UnmixingModel {
        let spectra = try source.sample(Self.largestTrainingSet, stream: seed.derived("pixels", 0).stream())
        let training = Training(recipe, spectra: spectra, classes: classes)
        training.start(seed: seed)
        if recipe.firstEndmembers == .vertexComponents {
            training.begin(
                at: try EndmemberSource.vertexComponentAnalysis.endmembers(
                    of: spectra, classes: classes, given: nil, seed: seed
                ).spectra)
        }
        var losses: [Double] = []
        var divergedStep: Int?
        do {
            for epoch in 1...recipe.epochs {
                losses.append(try training.epoch(epoch, seed: seed, monitor: monitor))
                monitor.report(
                    RunMonitor.Progress(done: epoch, total: recipe.epochs, measure: .loss(losses[epoch - 1])))
            }
        } catch let divergence as Divergence {
            divergedStep = divergence.step
        }
        let model = try training.model(of: source)
        (model.losses, model.divergedStep, model.monitor) = (losses, divergedStep, monitor)
        model.trained = (spectra.rows, source.count)
        return model
    }

    /// The loss ceased to be finite in a step, counted from one.
    struct Divergence: Error {
        let step: Int
    }
}

extension HyperAE.Recipe {
    /// The layers that turn a spectrum into K numbers.
    func encoderLayers(bands: Int, classes: Int) -> [any Layer] {
        var layers: [any Layer] = []
        var features = bands
        for width in depth == .deep ? [9 * classes, 6 * classes, 3 * classes, classes] : [classes] {
            layers.append(Dense(inputs: features, outputs: width, activation: .identity))
            if depth == .deep { layers.append(activation.layer(features: width)) }
            features = width
        }
        return layers
    }

    /// The layers that turn them into abundances.
    func abundanceLayers(classes: Int) -> [any Layer] {
        [
            BatchNormalization(features: classes), SoftThreshold(features: classes), SumToOne(features: classes),
        ]
    }
}
