import Measurement
import NeuralNetworks
import NumericalMethods
import ProportionInference

/// What one step needs, made once.
struct Training {
    private let batch: Int
    private let loss: any ProportionLoss
    private let network: Network
    private let adam: Adam
    private let samples: LabelledSamples
    private let order: [Int]

    init(_ architecture: Architecture, loss: any ProportionLoss, _ data: RandomSamples, batch: Int) throws {
        self.loss = loss
        (samples, order) = (data.labelled, data.order)
        self.batch = batch
        let classes = samples.proportions.columns
        network = Network(
            layers: try architecture.layers(inputLength: samples.inputs.columns, classes: classes), batchCapacity: batch
        )
        network.initialize(
            .heUniform, outputBias: loss.startingOutputBias(classes: classes),
            seed: Seed(experiment: "training speed", base: 0))
        adam = Adam(Adam.Recipe(), parameterCount: network.parameters.count)
    }

    /// Steps of the training.
    func steps(seconds: Double) -> Span {
        Span.repeating(seconds: seconds, warmUp: 50, items: batch) { number in
            let rows = rows(number)
            network.loadInput(samples.inputs, rows: rows)
            network.forward(samples: batch)
            _ = loss.evaluateBatch(
                outputs: network.output.scalars, leadingDimension: network.output.leadingDimension,
                targets: samples.proportions, rows: rows.span, gradient: network.outputGradient.scalars,
                gradientScale: 1 / Double(batch))
            network.backward(samples: batch)
            adam.step(parameters: network.parameters, gradients: network.gradients)
        }
    }

    /// Batches that are inferred.
    func inferences(seconds: Double) -> Span {
        var inferred = Matrix(rows: batch, columns: network.output.features, repeating: 0.0)
        return Span.repeating(seconds: seconds, warmUp: 50, items: batch) { number in
            network.loadInput(samples.inputs, rows: rows(number))
            network.forward(samples: batch)
            loss.writeProportions(
                outputs: network.output.scalars, leadingDimension: network.output.leadingDimension, into: &inferred,
                rows: 0..<batch)
        }
    }

    private func rows(_ number: Int) -> ArraySlice<Int> {
        let start = number * batch % (order.count - batch + 1)
        return order[start..<start + batch]
    }
}
