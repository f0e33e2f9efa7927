package import NeuralNetworks
package import NumericalMethods

extension HyperAE {
    /// One training with all that it needs, step by step.
    package final class Training {
        /// The encoder, from spectra to abundances.
        package let encoder: Network
        /// The weights of the decoder: the endmembers, bands x classes.
        package let decoderWeights: FloatBuffer

        private let recipe: Recipe
        private let spectra: Matrix<Float>
        private let classes: Int
        private let decoder: Dense
        private let decoderGradients, decoderScratch: FloatBuffer
        private let encoderOptimizer, decoderOptimizer: Adam
        private let factors, noisy, noisyGradient: ActivationMatrix
        private let reconstructed, reconstructedGradient: ActivationMatrix
        private var steps = 0

        package init(_ recipe: Recipe, spectra: Matrix<Float>, classes: Int) {
            precondition(
                classes > 0 && spectra.rows > 1 && spectra.columns > 0,
                "\(classes) classes in \(spectra.rows) spectra of \(spectra.columns) bands")
            self.recipe = recipe
            self.spectra = spectra
            self.classes = classes
            let bands = spectra.columns
            let capacity = recipe.batchSize
            encoder = Network(
                layers: recipe.encoderLayers(bands: bands, classes: classes)
                    + recipe.abundanceLayers(classes: classes),
                batchCapacity: capacity)
            decoder = Dense(inputs: classes, outputs: bands, activation: .identity, hasBias: false)
            decoderWeights = FloatBuffer(count: decoder.parameterCount)
            decoderGradients = FloatBuffer(count: decoder.parameterCount)
            decoderScratch = FloatBuffer(count: decoder.scratchCount(batchCapacity: capacity))
            encoderOptimizer = Adam(recipe.optimizer, parameterCount: encoder.parameters.count)
            decoderOptimizer = Adam(recipe.optimizer, parameterCount: decoderWeights.count)
            func matrix(_ features: Int) -> ActivationMatrix {
                ActivationMatrix(features: features, capacity: capacity)
            }
            (factors, noisy, noisyGradient) = (matrix(classes), matrix(classes), matrix(classes))
            (reconstructed, reconstructedGradient) = (matrix(bands), matrix(bands))
        }

        /// Draws the weights.
        package func start(seed: Seed) {
            encoder.initialize(.glorotUniform, outputBias: nil, seed: seed.derived("weights", 0))
            var stream = seed.derived("endmembers", 0).stream()
            Initialization.glorotUniform.draw(
                decoder.parameters.map { (block: $0, range: 0..<$0.count) }, into: decoderWeights, from: &stream)
            for index in 0..<decoderWeights.count { decoderWeights.start[index] = abs(decoderWeights.start[index]) }
        }

        /// Puts endmembers, classes x bands, in the place of those that were drawn.
        package func begin(at endmembers: Matrix<Double>) {
            let bands = spectra.columns
            precondition(
                endmembers.rows == classes && endmembers.columns == bands,
                "\(endmembers.rows) x \(endmembers.columns) endmembers for \(classes) x \(bands)")
            let largest = endmembers.elements.max() ?? 0
            let divisor = recipe.loss == .squaredError || largest <= 0 ? 1 : largest
            for index in 0..<classes {
                for band in 0..<bands {
                    decoderWeights.start[band * classes + index] = Float(max(endmembers[index, band], 0) / divisor)
                }
            }
        }

        /// Goes through all pixels once, in an order that the seed and the epoch decide.
        ///
        /// - Returns: The mean loss, each batch's taken before its step.
        func epoch(_ epoch: Int, seed: Seed, monitor: RunMonitor) throws -> Double {
            var order = Array(0..<spectra.rows)
            var stream = seed.derived("order", epoch).stream()
            stream.shuffle(&order)
            var noise = seed.derived("dropout", epoch).stream()
            var (sum, seen) = (0.0, 0)
            for start in stride(from: 0, to: order.count - 1, by: recipe.batchSize) {
                try monitor.checkCancellation()
                let rows = order[start..<min(start + recipe.batchSize, order.count)]
                let loss = step(rows: rows, noise: &noise)
                guard loss.isFinite else { throw Divergence(step: steps + 1) }
                steps += 1
                sum += loss * Double(rows.count)
                seen += rows.count
            }
            return sum / Double(seen)
        }

        /// Makes one step with some pixels.
        ///
        /// - Parameters:
        ///   - rows: The pixels, at most a batch.
        ///   - noise: Where the dropout is drawn from.
        /// - Returns: The loss before it; where it is not finite, no step is made.
        package func step(rows: ArraySlice<Int>, noise: inout RandomStream) -> Double {
            let samples = rows.count
            drawFactors(samples: samples, from: &noise)
            encoder.loadInput(spectra, rows: rows)
            encoder.forward(samples: samples)
            multiply(encoder.output, by: factors, into: noisy)
            decoder.forward(input: noisy, output: reconstructed, samples: samples, parameters: decoderWeights.start)
            let loss = recipe.loss.evaluate(
                spectra: encoder.input, reconstructed: reconstructed, gradient: reconstructedGradient,
                samples: samples)
            guard loss.isFinite else { return loss }
            decoder.backward(
                BackwardPass(
                    input: noisy, output: reconstructed, outputGradient: reconstructedGradient,
                    inputGradient: noisyGradient),
                samples: samples, parameters: decoderWeights.start, parameterGradients: decoderGradients.start,
                scratch: decoderScratch.start)
            multiply(noisyGradient, by: factors, into: encoder.outputGradient)
            encoder.backward(samples: samples)
            encoderOptimizer.step(parameters: encoder.parameters, gradients: encoder.gradients)
            decoderOptimizer.step(parameters: decoderWeights, gradients: decoderGradients)
            let weights = decoderWeights.start
            for index in 0..<decoderWeights.count { weights[index] = max(weights[index], 0) }
            return loss
        }

        /// The noise of a step, one factor for each class and sample.
        private func drawFactors(samples: Int, from noise: inout RandomStream) {
            for feature in 0..<classes {
                let row = factors.scalars + feature * factors.leadingDimension
                for sample in 0..<samples {
                    row[sample] =
                        recipe.dropoutDeviation > 0
                        ? Float(1 + recipe.dropoutDeviation * noise.normal()) : 1
                }
            }
        }

        /// The product of two matrices, entry by entry.
        private func multiply(_ a: ActivationMatrix, by b: ActivationMatrix, into result: ActivationMatrix) {
            let (first, second, product) = (a.scalars, b.scalars, result.scalars)
            for index in 0..<a.features &* a.leadingDimension { product[index] = first[index] * second[index] }
        }

        /// The spectra of the classes, classes x bands.
        package func endmembers() -> Matrix<Double> {
            let bands = spectra.columns
            return Matrix(
                rows: classes, columns: bands,
                elements: (0..<classes * bands).map { place in
                    Double(decoderWeights.start[place % bands * classes + place / bands])
                })
        }

        /// What it has learned, for an image whose pixels are normalized as one batch and without dropout.
        ///
        /// - Parameter source: The spectra of the image, which are gone through twice.
        /// - Returns: The model, which later training does not change.
        /// - Throws: What keeps the spectra from being read.
        func model(of source: some SpectrumSource) throws -> Model {
            try Model(recipe, parameters: encoder.parameters, endmembers: endmembers(), image: source)
        }

        /// The abundances of all pixels that it trains with, pixels x classes.
        package func abundances() throws -> Matrix<Double> { try model(of: spectra).encoded(spectra) }
    }
}
