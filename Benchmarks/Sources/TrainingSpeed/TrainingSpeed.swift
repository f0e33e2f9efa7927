import ArgumentParser
import DiffractionField
import Foundation
import HyperspectralField
import Measurement
import NeuralNetworks
import ProportionInference

@main
struct TrainingSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time a network with the MSE & Dirichlet loss on random signals, and print one line of JSON.",
        discussion: """
            A step gathers the batch, and goes through forward pass, loss, backward pass and Adam. One thread. \
            PROPORTIONS_INSTRUCTIONS names the set of instructions.
            """)

    enum Design: String, ExpressibleByArgument, CaseIterable {
        case zhang, oviedo

        var architecture: Architecture { self == .zhang ? .zhangPixelCNN : .oviedoCNN }
        /// The bands of Jasper Ridge, and a pattern of which the windows leave nothing over.
        var usualPoints: Int { self == .zhang ? 198 : 2040 }
    }

    enum Part: String, EnumerableFlag {
        case step, inference, epoch

        static func help(for value: Part) -> ArgumentHelp? {
            switch value {
            case .step: "Steps of the training."
            case .inference: "The network alone: gathering, forward pass and proportions."
            case .epoch: "Whole epochs: all samples in a new order, then a fifth as many for the validation."
            }
        }
    }

    @Argument(help: "Whose network.")
    var network: Design
    @Flag
    var part = Part.step
    @Option(help: "The points of a signal. (default: 198 for zhang, 2040 for oviedo)")
    var points: Int?
    @Option(help: "The samples a step.")
    var batch = 128
    @Option(help: "The samples that are there.")
    var samples = 5000
    @Option(help: "How many seconds of processor time it shall take.")
    var seconds = 1.0

    func validate() throws {
        guard (1...100_000).contains(points ?? 1) else { throw ValidationError("--points is a number up to 100000") }
        guard (5...1_000_000).contains(samples) else {
            throw ValidationError("--samples is a number from 5 to 1000000")
        }
        guard (1...samples).contains(batch) else {
            throw ValidationError("--batch is a number up to that of --samples")
        }
        if let refusal = InstructionSet.refusal() { throw ExitCode.unavailable(refusal) }
    }

    func run() throws {
        let points = points ?? network.usualPoints
        guard let loss = LossCatalog.all["mse-dirichlet"] else {
            throw ValidationError("there is no MSE & Dirichlet loss")
        }
        let data = RandomSamples(count: samples, points: points, classes: 4)
        let span =
            switch part {
            case .step: try Training(network.architecture, loss: loss, data, batch: batch).steps(seconds: seconds)
            case .inference:
                try Training(network.architecture, loss: loss, data, batch: batch).inferences(seconds: seconds)
            case .epoch: try epochs(network.architecture, loss: loss, data, batch: batch, seconds: seconds)
            }
        try Report(
            "\(network.rawValue) \(part.rawValue)", items: "samples", span,
            settings: ["points": points, "batch": batch, "samples": samples, "threads": 1],
            notes: ["instructions": InstructionSet.chosen.rawValue]
        ).print()
    }
}

extension ExitCode {
    /// What the machine does not have: says so, and gives the code that tells it from a mistake.
    static func unavailable(_ reason: String) -> ExitCode {
        FileHandle.standardError.write(Data("\(reason)\n".utf8))
        return ExitCode(69)
    }
}
