internal import ArgumentParser

/// `proportions new`: begins an experiment of the user's own.
struct NewCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new",
            abstract: "Begin an experiment of your own: a folder with a commented spec and what belongs to it.",
            discussion: """
                The folder has experiments/NAME.yaml, experiments/datasets.yaml and data/. From inside of it, 'proportions run \
                experiments/NAME.yaml' trains networks, and 'proportions predict NAME:mse-dirichlet FILE' applies them.
                """,
            subcommands: Program.current.fields.flatMap(\.starters))
    }
}
