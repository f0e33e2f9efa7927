// Times training steps of a network with the MSE & Dirichlet loss, on random signals: gathering the batch, forward pass,
// loss, backward pass and Adam; with --inference the application of the network alone: gathering, forward pass and
// proportions. Prints one line of JSON; one thread.
//
//     swift run -c release TrainingSpeed [zhang | oviedo] [--points N] [--batch N] [--inference]
//
// Signals have 198 points for the network of Zhang et al., as in Jasper Ridge, and 2040 for that of Oviedo et al.

import DiffractionField
import Foundation
import HyperspectralField
import NeuralNetworks
import NumericalMethods
import ProportionInference

/// What the command line asks for.
struct Work {
    var name = "zhang"
    var points: Int?
    var batch = 128
    var infers = false

    /// Reads the command line; nothing if it is wrong.
    init?(arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "zhang", "oviedo": name = word
            case "--inference": infers = true
            case "--points":
                guard let value = rest.popFirst().flatMap({ Int($0) }), (1...100_000).contains(value) else {
                    return nil
                }
                points = value
            case "--batch":
                guard let value = rest.popFirst().flatMap({ Int($0) }), (1...5000).contains(value) else { return nil }
                batch = value
            default: return nil
            }
        }
    }

    var architecture: Architecture { name == "zhang" ? .zhangPixelCNN : .oviedoCNN }
    var signalLength: Int { points ?? (name == "zhang" ? 198 : 2040) }
}

/// What one step needs, made once.
struct Training {
    private let batch: Int
    private let loss: any ProportionLoss
    private let network: Network
    private let adam: Adam
    private let signals: Matrix<Float>
    private let proportions: Matrix<Double>
    private let order: [Int]

    init?(_ work: Work) {
        let (points, classes, samples) = (work.signalLength, 4, 5000)
        guard let loss = LossCatalog.all["mse-dirichlet"],
            let layers = try? work.architecture.layers(inputLength: points, classes: classes)
        else { return nil }
        let seed = Seed(experiment: "training speed", base: 0)
        var stream = seed.stream()
        signals = Matrix(
            rows: samples, columns: points, elements: (0..<samples * points).map { _ in stream.uniformFloat() })
        proportions = Matrix(
            rows: samples, columns: classes,
            elements: (0..<samples).flatMap { _ in stream.dirichlet(Array(repeating: 1, count: classes)) })
        var order = Array(0..<samples)
        stream.shuffle(&order)
        self.order = order
        batch = work.batch
        self.loss = loss
        network = Network(layers: layers, batchCapacity: batch)
        network.initialize(.heUniform, outputBias: loss.startingOutputBias(classes: classes), seed: seed)
        adam = Adam(Adam.Recipe(), parameterCount: network.parameters.count)
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

    func infer(_ number: Int) {
        var inferred = Matrix(rows: batch, columns: network.output.features, repeating: 0.0)
        let start = number * batch % (order.count - batch + 1)
        network.loadInput(signals, rows: order[start..<start + batch])
        network.forward(samples: batch)
        loss.writeProportions(
            outputs: network.output.scalars, leadingDimension: network.output.leadingDimension, into: &inferred,
            rows: 0..<batch)
    }
}

guard let work = Work(arguments: Array(CommandLine.arguments.dropFirst())), let training = Training(work) else {
    print(
        "usage: TrainingSpeed [zhang | oviedo] [--points N] [--batch N] [--inference], with a batch of at most 5000 samples"
    )
    exit(64)
}
func step(_ number: Int) {
    if work.infers { training.infer(number) } else { training.step(number) }
}
for number in 0..<50 { step(number) }
let count = 500
let clock = ContinuousClock()
let start = clock.now
for number in 0..<count { step(number) }
let seconds = start.duration(to: clock.now) / .seconds(1) / Double(count)
print(
    "{\"work\": \"\(work.name)\", \"inference\": \(work.infers), \"threads\": 1, \"points\": \(work.signalLength), \"batch\": \(work.batch), "
        + "\"seconds_per_step\": \(seconds), \"samples_per_s\": \(Double(work.batch) / seconds)}")
