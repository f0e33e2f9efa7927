public import NeuralNetworks
public import NumericalMethods

/// UnDIP: abundances by a deep image prior, for endmembers that are given.
///
/// A convolutional network maps an image of fixed noise to an image of abundances, and is trained on a single sample: the
/// image itself. What it minimizes is the mean over pixels and bands of (Y - A E)². Nothing else holds the abundances to
/// anything; that the network learns smooth images before noise, and is stopped, is the prior.
///
/// Source: B. Rasti, B. Koirala, P. Scheunders, P. Ghamisi, "UnDIP: hyperspectral unmixing using deep image prior", IEEE
/// Transactions on Geoscience and Remote Sensing 60 (2022) 1–15.
public struct UnDIP: Sendable {
    /// What UnDIP is told.
    public struct Recipe: Sendable, Equatable {
        /// The number of steps.
        public var steps = 3000
        /// What Adam is told.
        public var optimizer = Adam.Recipe(learningRate: 1e-3)
        /// The decay of the average over the outputs of all steps, from zero to below one; zero for the last output alone.
        public var averageDecay = 0.99
        /// Whether the image is first replaced by its nearest matrix whose rank is the number of classes.
        public var isDenoised = true
        /// The number of channels of the hourglass, a multiple of eight.
        public var width = 256
        /// The number of channels that skip it.
        public var skipWidth = 4
        /// The slope of the leaky rectifiers below zero.
        public var negativeSlope: Float = 0.2
        /// The noise is uniform from zero to this.
        public var noiseAmplitude: Float = 0.1

        /// Makes a recipe with the default values.
        public init() {}
    }

    /// The least number of rows, and of columns, of an image: half of it still has a mirror image.
    public static let leastExtent = 3

    /// What it was told.
    public let recipe: Recipe

    /// Makes the method.
    public init(_ recipe: Recipe = Recipe()) {
        precondition(
            recipe.steps > 0 && (0..<1).contains(recipe.averageDecay),
            "UnDIP of \(recipe.steps) steps with a decay of \(recipe.averageDecay)")
        self.recipe = recipe
    }

    /// Infers the abundances of an image.
    ///
    /// A missing pixel has no part in the loss, and gets abundances from its neighbours.
    ///
    /// The abundances are the average of the network's outputs before every step: the first one, and from then on the
    /// average times the decay, plus the new output times the rest. Weights start uniform within ±1/√n, as PyTorch's do.
    ///
    /// - Parameters:
    ///   - image: The image, of ``leastExtent`` rows and columns or more. Its scale does not matter, as long as it is that of the endmembers.
    ///   - endmembers: The spectra of the classes, classes x bands.
    ///   - seed: Decides the noise and the first weights.
    ///   - monitor: Is told of progress, says when to stop, and how many threads there are.
    /// - Returns: The abundances with the loss of every step. A loss that ceases to be finite ends it early.
    /// - Throws: `CancellationError` where the monitor said stop, and ``UnsuitableSpectra`` where the image cannot be
    ///   denoised.
    public func abundances(
        of image: HyperspectralImage, endmembers: Matrix<Double>, seed: Seed,
        monitor: RunMonitor = RunMonitor()
    ) throws -> UnmixingResult {
        precondition(
            min(image.size.rows, image.size.columns) >= Self.leastExtent, "UnDIP of an image of \(image.size)")
        let training = try Training(recipe, image: image, endmembers: endmembers, threads: monitor.threads)
        training.start(seed: seed)
        var losses: [Double] = []
        for step in 1...recipe.steps {
            try monitor.checkCancellation()
            let loss = training.step()
            guard loss.isFinite else {
                return UnmixingResult(
                    divergedStep: step, abundances: training.average, endmembers: endmembers,
                    losses: losses)
            }
            losses.append(loss)
            monitor.report(
                RunMonitor.Progress(done: step, total: recipe.steps, unit: "step", measure: .loss(loss)))
        }
        return UnmixingResult(
            abundances: training.average, endmembers: endmembers, losses: losses)
    }
}

extension UnDIP {
    /// One training with all that it needs, step by step.
    package final class Training {
        /// The network.
        package let network: SkipNetwork
        /// The average of the outputs so far, pixels x classes; nothing before the first step.
        package private(set) var average: Matrix<Double>?

        private let recipe: Recipe
        private let loss: MixingLoss
        private let optimizer: Adam

        package init(
            _ recipe: Recipe, image: HyperspectralImage, endmembers: Matrix<Double>, threads: Int = 1
        ) throws {
            self.recipe = recipe
            loss = try MixingLoss(
                spectra: image.presentSpectra(), pixels: image.presentPixels, endmembers: endmembers,
                isDenoised: recipe.isDenoised)
            network = SkipNetwork(
                shape: FeatureShape(
                    rows: image.size.rows, columns: image.size.columns, channels: endmembers.rows),
                width: recipe.width, skipWidth: recipe.skipWidth,
                negativeSlope: recipe.negativeSlope, team: ThreadTeam(threads: threads))
            optimizer = Adam(recipe.optimizer, parameterCount: network.parameters.count)
        }

        /// Draws the noise and the weights.
        package func start(seed: Seed) {
            var weights = seed.derived("weights", 0).stream()
            Initialization.fanInUniform.draw(network.blocks, into: network.parameters, from: &weights)
            var noise = seed.derived("noise", 0).stream()
            for pixel in 0..<network.input.pixels {
                for channel in 0..<network.input.channels {
                    network.input.scalars[pixel * network.input.pixelStride + channel] =
                        recipe.noiseAmplitude * noise.uniformFloat()
                }
            }
        }

        /// Makes one step.
        ///
        /// - Returns: The loss before it; where it is not finite, no step is made.
        package func step() -> Double {
            network.forward()
            let value = loss.evaluate(network.output, gradient: network.outputGradient)
            guard value.isFinite else { return value }
            updateAverage()
            network.backward()
            optimizer.step(parameters: network.parameters, gradients: network.gradients)
            return value
        }

        private func updateAverage() {
            let (output, classes) = (network.output, network.output.channels)
            let isFirst = average == nil
            var average = self.average.take() ?? Matrix(rows: output.pixels, columns: classes, repeating: 0)
            let decay = isFirst ? 0 : recipe.averageDecay
            average.elements.withUnsafeMutableBufferPointer { elements in
                for pixel in 0..<output.pixels {
                    for channel in 0..<classes {
                        let place = pixel &* classes &+ channel
                        let value = Double(output.scalars[pixel &* output.pixelStride &+ channel])
                        elements[place] = decay * elements[place] + (1 - decay) * value
                    }
                }
            }
            self.average = average
        }
    }
}
