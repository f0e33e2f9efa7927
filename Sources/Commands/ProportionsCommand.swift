public import ArgumentParser

/// The program's root command.
public struct ProportionsCommand: ParsableCommand {
    /// Name, summary and subcommands of the program.
    public static let configuration = CommandConfiguration(
        commandName: "proportions",
        abstract: "Infers how much of each component a sample holds, and reproduces a paper about it.",
        discussion: """
            Experiments are declared in YAML files (folder 'experiments'). Running one leaves a record for every run \
            (folder 'results'); tables and figures are drawn from the records (folder 'paper-tables').

            Exit status: 0 all is done, 1 something failed, 64 the command line or a spec is wrong, 130 stopped by Ctrl-C.
            """,
        subcommands: [
            ReproduceCommand.self, RunCommand.self, PlanCommand.self, ValidateCommand.self, ReportCommand.self,
            SimulateCommand.self, RietveldCommand.self, UnmixCommand.self, ListCommand.self, DataCommand.self,
        ])

    /// Makes the command; the parser fills it in.
    public init() {}
}
