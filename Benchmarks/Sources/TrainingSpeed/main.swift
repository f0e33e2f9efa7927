// Times training steps of the network of Zhang et al. with the MSE & Dirichlet loss, on random signals of Jasper Ridge's
// shape: gathering the batch, forward pass, loss, backward pass and Adam. Prints one line of JSON; one thread.
//
//     swift run -c release TrainingSpeed [BATCH]

import Foundation
import Hyperspectral
import NeuralNetworks
import ProportionInference
import SimplexMath

/// What one step needs, made once.
struct Training {
    private let batch: Int
    private let loss: any ProportionLoss
    private let network: Network
    private let adam: Adam
    private let signals: Matrix<Float>
    private let proportions: Matrix<Double>
    private let order: [Int]

    init?(batch: Int) {
        let (bands, classes, samples) = (198, 4, 5000)
        guard (1...samples).contains(batch), let loss = LossCatalog.all["mse-dirichlet"],
            let layers = Architecture.zhangPixelCNN.layers(inputLength: bands, classes: classes)
        else { return nil }
        let seed = Seed(experiment: "training speed", base: 0)
        var stream = seed.stream()
        signals = Matrix(
            rows: samples, columns: bands, elements: (0..<samples * bands).map { _ in stream.uniformFloat() })
        proportions = Matrix(
            rows: samples, columns: classes,
            elements: (0..<samples).flatMap { _ in stream.dirichlet(Array(repeating: 1, count: classes)) })
        var order = Array(0..<samples)
        stream.shuffle(&order)
        self.order = order
        self.batch = batch
        self.loss = loss
        network = Network(layers: layers, batchCapacity: batch)
        network.initialize(.heUniform, outputBias: loss.startingOutputBias(classes: classes), seed: seed)
        adam = Adam(Adam.Configuration(), parameterCount: network.parameters.count)
    }

    func step(_ number: Int) {
        let start = number * batch % (order.count - batch + 1)
        let rows = order[start..<start + batch]
        network.loadInput(signals, rows: rows)
        network.forward(samples: batch)
        _ = loss.evaluateBatch(
            outputs: network.output.scalars, leadingDimension: network.output.leadingDimension, targets: proportions,
            rows: rows.span, gradient: network.outputGradient.scalars, gradientScale: 1 / Double(batch))
        network.backward(samples: batch)
        adam.step(parameters: network.parameters, gradients: network.gradients)
    }
}

let batch = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 128
guard let training = Training(batch: batch) else {
    print("the batch must have 1 to 5000 samples")
    exit(64)
}
for number in 0..<50 { training.step(number) }
let count = 500
let clock = ContinuousClock()
let start = clock.now
for number in 0..<count { training.step(number) }
let seconds = start.duration(to: clock.now) / .seconds(1) / Double(count)
print(
    "{\"work\": \"zhang\", \"threads\": 1, \"batch\": \(batch), \"seconds_per_step\": \(seconds), "
        + "\"samples_per_s\": \(Double(batch) / seconds)}")
