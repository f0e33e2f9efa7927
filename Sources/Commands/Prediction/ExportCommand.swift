internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import ScientificFormats

/// `proportions export`: writes a trained model into one file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a trained model into one file, to apply it elsewhere.",
        discussion: """
            MODEL is named as for 'predict'. The file holds the weights of all its networks, and what it takes to apply them: \
            classes, architecture, loss, and how samples are prepared. 'predict' reads it.

            With --format onnx other programs read it, too: its input 'samples' has a prepared sample in each row, its output \
            'proportions' the mean of what the networks say.
            """)

    /// How models are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case safetensors, onnx
    }

    @Argument(help: "The model: a run's or a method's folder, EXPERIMENT:METHOD, or a model of the program.")
    var model: String

    @Option(help: "The format: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = Format.safetensors

    @Option(name: .customLong("output"), help: ArgumentHelp("The file. (default: the model's name)", valueName: "file"))
    var outputFile: String?

    @OptionGroup var results: ResultOptions
    @OptionGroup var console: ConsoleOptions

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let model = try Program.current.library(store: results.store, effort: results.effort).model(model)
            let path = outputFile ?? defaultName(of: model)
            guard !FileManager.default.fileExists(atPath: path) else {
                throw ValidationError("'\(path)' is there already; name another file with --output")
            }
            let bytes =
                switch format {
                case .safetensors: try model.encoded()
                case .onnx: try model.encodedAsONNX()
                }
            try AtomicFile.write(bytes, path: path)
            Console.inform("wrote '\(path)': \(model.words)")
        }
    }

    private func defaultName(of model: Model) -> String {
        "\(model.description.experiment)-\(model.description.loss.name).\(format.rawValue)"
    }
}
