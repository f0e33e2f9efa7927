internal import ArgumentParser
internal import Experiments

/// `proportions predict`: applies a trained network to samples of the user's own.
struct PredictCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        let shipped = Program.current.fields.flatMap(\.models).map { "  \($0.name)  \($0.summary)" }
        return CommandConfiguration(
            commandName: "predict",
            abstract: "Infer the proportions of samples of your own by a trained network.",
            usage: "proportions predict MODEL INPUT ... [options]",
            discussion: """
                MODEL is a file that 'export' wrote, a run's folder, a method's folder (all of its runs together), \
                EXPERIMENT:METHOD for the runs among the results (EXPERIMENT:METHOD:selected for the best of them; --results \
                and --effort say which results), or the name of a model that is part of the program:

                \(shipped.joined(separator: "\n"))

                Inputs and options depend on what the model was trained for; 'proportions predict MODEL --help' tells them.

                Results go into the folder 'predicted', or that of --output.
                """)
    }

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("The model, what it is applied to, and the options of its kind.", valueName: "words"))
    var words: [String] = []

    /// What asks for help.
    private static let helpNames = ["-h", "--help", "-help"]

    func run() throws {
        let words = words.first == "--" ? Array(words.dropFirst()) : words
        guard let name = words.first, !Self.helpNames.contains(name) else {
            throw CleanExit.helpRequest(self)
        }
        guard !name.hasPrefix("-") else {
            throw ValidationError("the model comes first: proportions predict MODEL INPUT ... [options]")
        }
        let results = try ResultOptions.parse(Self.resultWords(among: words))
        let model = try Console.run {
            try Program.current.library(store: results.store, effort: results.effort).model(name)
        }
        let kind = model.description.samples.kind
        let commands = Program.current.fields.flatMap(\.predictions)
        guard let command = commands.first(where: { $0.sampleKind == kind }) else {
            throw ValidationError("the model takes samples of the kind '\(kind)', which this program does not know")
        }
        let rest = Array(words.dropFirst())
        guard !rest.contains(where: Self.helpNames.contains) else {
            return Console.print(command.helpMessage())
        }
        try command.parse(rest).predict(with: model)
    }

    /// The words that say where results are; the command of the model's kind reads them again among its own.
    private static func resultWords(among words: [String]) -> [String] {
        let names = ["--results", "--effort"]
        return words.indices.flatMap { index in
            names.contains(words[index])
                ? Array(words[index...].prefix(2))
                : names.contains { words[index].hasPrefix($0 + "=") } ? [words[index]] : []
        }
    }
}
