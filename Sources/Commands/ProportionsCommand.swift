public import ArgumentParser

/// The program's root command.
public struct ProportionsCommand: AsyncParsableCommand {
    /// Name and summary of the program.
    public static let configuration = CommandConfiguration(commandName: "proportions", abstract: "Infers proportions.")

    /// Makes the command; the parser fills it in.
    public init() {}
}
