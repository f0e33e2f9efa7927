import ArgumentParser
import CPeak
import Experiments
import Measurement
import NeuralNetworks
import NumericalMethods

@main
struct KernelSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time what everything else is made of, and print one line of JSON.",
        discussion: """
            'peak' multiplies and adds in registers alone: no program on one thread has more operations in a second. 'sgemm' \
            multiplies square matrices as a convolution of 1 x 1 does, by the library of linear algebra.
            """)

    enum Kernel: String, ExpressibleByArgument, CaseIterable {
        case peak, sgemm
    }

    @Argument(help: "What is timed.")
    var kernel: Kernel
    @Option(help: "The rows and the columns of the matrices.")
    var order = 1024
    @Option(help: "How many seconds of processor time it shall take.")
    var seconds = 1.0

    func validate() throws {
        guard (1...8192).contains(order) else { throw ValidationError("--order is a number from 1 to 8192") }
    }

    func run() throws {
        let span = kernel == .peak ? peak() : product()
        try Report(
            kernel.rawValue, items: "operations", span, settings: kernel == .peak ? [:] : ["order": order],
            notes: ["kernels": RunEnvironment.current().blasKernels ?? "unknown"]
        ).print()
    }

    private func peak() -> Span {
        let rounds = 1_000_000
        var result: Float = 0
        let operations = peak_multiply_add(rounds, &result)
        return Span.repeating(seconds: seconds, warmUp: 10, items: operations) { _ in
            _ = peak_multiply_add(rounds, &result)
        }
    }

    private func product() -> Span {
        let shape = FeatureShape(rows: 1, columns: order, channels: order)
        let layer = Convolution1x1(input: shape, outputChannels: order, hasBias: false)
        let (input, output) = (
            FeatureMap(rows: 1, columns: order, channels: order), FeatureMap(rows: 1, columns: order, channels: order)
        )
        let (weights, memory) = (FloatBuffer(count: layer.parameterCount), FloatBuffer(count: layer.memoryCount))
        var stream = Seed(experiment: "kernel speed", base: 0).stream()
        for index in 0..<weights.count { weights.start[index] = Float(stream.uniform()) }
        for index in 0..<input.pixels * input.pixelStride { input.scalars[index] = Float(stream.uniform()) }
        let team = ThreadTeam(threads: 1)
        return Span.repeating(seconds: seconds, warmUp: 3, items: 2 * order * order * order) { _ in
            layer.forward(
                input: input.view, output: output.view, parameters: weights.start, memory: memory.start, team: team)
        }
    }
}
