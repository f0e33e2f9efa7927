import Foundation
import NeuralNetworks
import NumericalMethods
import Testing
import Unmixing

@Suite struct HyperAETests {
    private static let seed = Seed(experiment: "test", base: 1)
    private static let scene = fixtureMixtures(size: ImageSize(rows: 19, columns: 17), bands: 20, classes: 3)

    private static func recipe(epochs: Int) -> HyperAE.Recipe {
        var recipe = HyperAE.Recipe()
        recipe.epochs = epochs
        return recipe
    }

    @Test(
        "training lowers the loss; results are what they should be", arguments: HyperAE.Depth.allCases,
        ReconstructionLoss.allCases)
    func training(
        depth: HyperAE.Depth, loss: ReconstructionLoss
    ) throws {
        var recipe = Self.recipe(epochs: 25)
        (recipe.depth, recipe.loss) = (depth, loss)
        let result = try HyperAE(recipe).unmix(Self.scene.image, classes: 3, seed: Self.seed)
        #expect(result.divergedStep == nil)
        #expect(result.losses.count == 25 && result.losses[24] < 0.75 * result.losses[0])
        #expect(result.endmembers.rows == 3 && result.endmembers.columns == 20)
        #expect(result.endmembers.elements.allSatisfy { $0 >= 0 && $0.isFinite })
        let abundances = try #require(result.abundances)
        #expect(abundances.rows == 323 && abundances.columns == 3)
        for pixel in 0..<323 {
            #expect(abs(abundances.row(pixel).reduce(0, +) - 1) <= 1e-5)
            #expect(abundances.row(pixel).allSatisfy { $0 >= 0 })
        }
    }

    @Test("the same seed gives the same bits, and another seed others")
    func reproducible() throws {
        func run(_ seed: Seed) throws -> [Double] {
            let result = try HyperAE(Self.recipe(epochs: 2)).unmix(Self.scene.image, classes: 3, seed: seed)
            return (result.abundances?.elements ?? []) + result.endmembers.elements + result.losses
        }
        let first = try run(Self.seed)
        #expect(try run(Self.seed) == first)
        #expect(try run(Seed(experiment: "test", base: 2)) != first)
    }

    @Test("begun at VCA, endmembers start at those that it finds", arguments: ReconstructionLoss.allCases)
    func fromVCA(loss: ReconstructionLoss) throws {
        var recipe = Self.recipe(epochs: 1)
        (recipe.firstEndmembers, recipe.loss) = (.vertexComponents, loss)
        // Steps that are too small to move anything leave the endmembers where they began.
        recipe.optimizer.learningRate = 1e-12
        var stream = Self.seed.derived("endmembers", 0).stream()
        let found = try VertexComponentAnalysis(count: 3).endmembers(in: Self.scene.image.spectra, stream: &stream)
            .estimate.spectra
        let divisor = loss == .squaredError ? 1 : try #require(found.elements.max())
        let begun = try HyperAE(recipe).unmix(Self.scene.image, classes: 3, seed: Self.seed).endmembers
        #expect(zip(begun.elements, found.elements).allSatisfy { abs($0 - max($1, 0) / divisor) <= 1e-6 })

        recipe = Self.recipe(epochs: 25)
        (recipe.firstEndmembers, recipe.loss) = (.vertexComponents, loss)
        let result = try HyperAE(recipe).unmix(Self.scene.image, classes: 3, seed: Self.seed)
        #expect(result.losses[24] < result.losses[0])
        #expect(result.endmembers != begun)
    }

    /// The loss of a step, from the abundances, the endmembers before it and the same draws of noise.
    @Test("dropout multiplies the abundances of a step, and no others")
    func dropout() throws {
        var recipe = Self.recipe(epochs: 1)
        (recipe.dropoutDeviation, recipe.loss) = (0.25, .squaredError)
        let training = HyperAE.Training(recipe, spectra: Self.scene.image.spectra, classes: 3)
        training.start(seed: Self.seed)
        let endmembers = training.endmembers()
        let before = try training.abundances()
        #expect(try training.abundances() == before)
        var noise = Self.seed.stream()
        var sameNoise = noise
        let loss = training.step(rows: Array(40..<60)[...], noise: &noise)
        let factors = (0..<60).map { _ in 1 + 0.25 * sameNoise.normal() }
        let output = training.encoder.output
        var sum = 0.0
        for sample in 0..<20 {
            for band in 0..<20 {
                var difference = Double(Self.scene.image.spectra[40 + sample, band])
                for k in 0..<3 {
                    let abundance = Double(output.scalars[k * output.leadingDimension + sample])
                    difference -= factors[k * 20 + sample] * abundance * endmembers[k, band]
                }
                sum += difference * difference
            }
        }
        #expect(abs(loss - sum / 400) <= 1e-6 * loss)
    }

    /// The loss of a step with the same draws of noise, by central differences in every shift and threshold.
    @Test("the gradient of a step with dropout is that of its loss")
    func dropoutGradient() {
        var recipe = Self.recipe(epochs: 1)
        (recipe.dropoutDeviation, recipe.loss) = (0.5, .squaredError)
        func trained(_ place: Int, _ change: Float) -> (loss: Double, gradients: [Float]) {
            let training = HyperAE.Training(recipe, spectra: Self.scene.image.spectra, classes: 3)
            training.start(seed: Self.seed)
            training.encoder.parameters.start[place] += change
            var noise = Self.seed.stream()
            let loss = training.step(rows: Array(40..<60)[...], noise: &noise)
            return (loss, training.encoder.gradients.copy())
        }
        let gradients = trained(0, 0).gradients
        for place in gradients.indices.suffix(6) {
            let expected = (trained(place, 0.001).loss - trained(place, -0.001).loss) / 0.002
            #expect(abs(Double(gradients[place]) - expected) <= 0.01 * abs(expected) + 1e-5, "parameter \(place)")
            #expect(abs(expected) > 1e-4)
        }
    }

    @Test("abundances of all pixels are those of one batch")
    func oneBatch() throws {
        var recipe = Self.recipe(epochs: 1)
        recipe.batchSize = 323
        let training = HyperAE.Training(recipe, spectra: Self.scene.image.spectra, classes: 3)
        training.start(seed: Self.seed)
        var noise = Self.seed.stream()
        let abundances = try training.abundances()
        _ = training.step(rows: Array(0..<323)[...], noise: &noise)
        let output = training.encoder.output
        for pixel in 0..<323 {
            for k in 0..<3 {
                #expect(abs(abundances[pixel, k] - Double(output.scalars[k * output.leadingDimension + pixel])) <= 1e-5)
            }
        }
    }

    @Test("an image that is not finite diverges in the step that sees it")
    func divergence() throws {
        var spectra = Self.scene.image.spectra
        spectra[3, 5] = .nan
        let image = HyperspectralImage(size: Self.scene.image.size, spectra: spectra)
        let result = try HyperAE(Self.recipe(epochs: 3)).unmix(image, classes: 3, seed: Self.seed)
        let step = try #require(result.divergedStep)
        #expect((1...17).contains(step) && result.losses == [] && result.abundances == nil)
        #expect(result.endmembers.elements.allSatisfy { $0.isFinite })
    }

    @Test("pixels of which nothing is left keep equal abundances, or get those of a fit")
    func silentPixels() throws {
        // Not every start leaves some.
        let equal = try #require(
            try (1...30).lazy.map { base in
                (
                    seed: Seed(experiment: "silent", base: base),
                    result: try HyperAE(Self.recipe(epochs: 1)).unmix(
                        Self.scene.image, classes: 2, seed: Seed(experiment: "silent", base: base))
                )
            }.first { (1..<323).contains($0.result.silentPixels.count) })
        let abundances = try #require(equal.result.abundances)
        let silent = equal.result.silentPixels
        #expect(silent == (0..<323).filter { abundances[$0, 0] == abundances[$0, 1] })
        #expect(silent.allSatisfy { abs(abundances[$0, 0] - 0.5) <= 1e-6 })

        var recipe = Self.recipe(epochs: 1)
        recipe.silentPixels = .leastSquares
        let fitted = try HyperAE(recipe).unmix(Self.scene.image, classes: 2, seed: equal.seed)
        #expect(fitted.silentPixels == silent && fitted.endmembers == equal.result.endmembers)
        let endmembers = fitted.endmembers
        let normal = [(0, 0), (0, 1), (1, 0), (1, 1)].map { k, l in
            (0..<20).reduce(0) { $0 + endmembers[k, $1] * endmembers[l, $1] }
        }
        for pixel in 0..<323 {
            let found = try #require(fitted.abundances).row(pixel)
            guard silent.contains(pixel) else {
                #expect(found == abundances.row(pixel))
                continue
            }
            let right = (0..<2).map { k in
                (0..<20).reduce(0) { $0 + endmembers[k, $1] * Double(Self.scene.image.spectra[pixel, $1]) }
            }
            let best = NonNegativeLeastSquares.solve(normal: normal, right: right)
            #expect(abs(found[found.startIndex] - best[0] / (best[0] + best[1])) <= 1e-6)
        }
    }

    @Test("progress is told after epochs, and a stop is heeded between steps")
    func progress() throws {
        let log = ProgressLog()
        let monitor = RunMonitor(report: { log.append($0) }, isCancelled: { log.count == 2 })
        #expect(throws: CancellationError.self) {
            try HyperAE(Self.recipe(epochs: 5)).unmix(
                Self.scene.image, classes: 3, seed: Self.seed, monitor: monitor)
        }
        #expect(log.all.map(\.done) == [1, 2] && log.all.allSatisfy { $0.total == 5 && $0.measure.value > 0 })
    }

    /// Were the pixel seen that comes last in the first epoch, the loss would not be finite.
    @Test("a last batch of a single pixel is left out")
    func singlePixelBatch() throws {
        let scene = fixtureMixtures(size: ImageSize(rows: 3, columns: 7), bands: 5, classes: 2)
        var order = Array(0..<21)
        var stream = Self.seed.derived("order", 1).stream()
        stream.shuffle(&order)
        var spectra = scene.image.spectra
        spectra[order[20], 0] = .nan
        let image = HyperspectralImage(size: scene.image.size, spectra: spectra)
        let result = try HyperAE(Self.recipe(epochs: 1)).unmix(image, classes: 2, seed: Self.seed)
        #expect(result.divergedStep == nil && result.losses.allSatisfy { $0.isFinite })
    }

    @Test("the deep encoder has the widths of the paper")
    func publishedWidths() {
        let training = HyperAE.Training(Self.recipe(epochs: 1), spectra: Self.scene.image.spectra, classes: 3)
        let weights = training.encoder.namedBlocks.filter { $0.name.hasSuffix("weight") }.map(\.block.shape)
        #expect(weights == [[27, 20], [18, 27], [9, 18], [3, 9]])
    }
}
