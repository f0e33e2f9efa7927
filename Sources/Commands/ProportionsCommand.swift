public import ArgumentParser
internal import Experiments
internal import Foundation
internal import NeuralNetworks
public import ProportionInference

/// The program's root command.
public struct ProportionsCommand: ParsableCommand {
    /// Name, summary and subcommands of the program: its own, and those of its fields.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "proportions",
            abstract: "Infers how much of each component a sample holds, and reproduces a paper about it.",
            discussion: """
                Experiments are declared in YAML files (folder 'experiments'). Running one leaves a record for every run \
                (folder 'results'); tables and figures are drawn from the records (folder 'paper-tables').

                Exit status: 0 all is done, 1 something failed, or could not be told, 64 the command line or a spec \
                is wrong, 130 stopped by Ctrl-C, 129 by a closed terminal, 143 by a polite kill, 141 nobody reads the output.
                """,
            version: ProgramVersion.text(commit: Program.current.commit),
            subcommands: [
                ReproduceCommand.self, RunCommand.self, PlanCommand.self, ValidateCommand.self, ReportCommand.self,
                ExplainCommand.self, CheckCommand.self, VerifyCommand.self, ScoreCommand.self, CoverageCommand.self,
                SubmitCommand.self,
                StatusCommand.self, ResultsCommand.self,
            ] + Program.current.fields.flatMap(\.commands) + [
                NewCommand.self, PredictCommand.self, ExportCommand.self, ListCommand.self, DataCommand.self,
                SealCommand.self, TaskCommand.self,
            ])
    }

    /// Makes the command; the parser fills it in.
    public init() {}

    /// Runs the program and ends the process.
    ///
    /// - Parameters:
    ///   - fields: The fields in which proportions are inferred, in the order in which they are listed.
    ///   - losses: The losses that specs can name; those of `LossCatalog` where they are left out.
    ///   - commit: The commit that the program is built from, for `--version`.
    ///   - arguments: The command line; that of the process where it is left out.
    public static func main(
        fields: [Field], losses: [any ProportionLoss] = LossCatalog.all.entries, commit: String? = nil,
        arguments: [String]? = nil
    ) {
        StandardStream.reserve()
        Interruption.handleSignals()
        Foundation.exit(with(fields: fields, losses: losses, commit: commit) { status(of: arguments) })
    }

    /// Runs the program, and says how it went.
    private static func status(of arguments: [String]?) -> Int32 {
        if let refusal = InstructionSet.refusal() {
            Console.complain(refusal)
            return Console.status(64)
        }
        do {
            var command = try parseAsRoot(
                CommandLine.joiningNegativeNumbers(arguments ?? Array(CommandLine.arguments.dropFirst())))
            try command.run()
            return Console.status(0)
        } catch {
            let (message, code) = (fullMessage(for: error), exitCode(for: error))
            if !message.isEmpty { code.isSuccess ? Console.print(message) : Console.complain(message) }
            return Console.status(code.rawValue)
        }
    }

    /// Does something as the program that is made of these fields and losses.
    package static func with<Result>(
        fields: [Field], losses: [any ProportionLoss] = LossCatalog.all.entries, commit: String? = nil,
        perform: () throws -> Result
    ) rethrows -> Result {
        try Program.$current.withValue(Program(fields: fields, losses: losses, commit: commit), operation: perform)
    }
}
