internal import ArgumentParser
internal import Experiments

/// `proportions results`: carries records from one machine to another.
struct ResultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "Write records to an archive, or read them from one.",
        subcommands: [Export.self, Import.self])

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write records with their files to a zip archive, each with its SHA-256.",
            discussion: "Records that cannot stand for their runs are named and left out; the status is 1 then.")

        @Argument(help: "The archive.")
        var archive: String

        @Argument(help: "The experiments; all in the folder of the results where none is given.")
        var experiments: [String] = []

        @OptionGroup var results: ResultOptions

        func run() throws {
            try Console.run {
                let store = results.store
                let known = store.experiments()
                try experiments.forEach { try checkName($0, among: known, called: "experiment") }
                let editions = (experiments.isEmpty ? known : experiments).compactMap { experiment in
                    store.edition(experiment: experiment, effort: results.effort).map { (experiment, $0) }
                }
                let written = try RecordArchive(path: archive).write(editions, of: store)
                Console.print("'\(archive)': \(written.records) records of \(editions.count) experiments")
                if written.absentFiles > 0 {
                    Console.inform(
                        "\(written.absentFiles) files that records name are not here, and not in the archive")
                }
                for record in written.damaged { Console.complain("left out: \(record)") }
                if !written.damaged.isEmpty { throw ExitCode.failure }
            }
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Put the records of an archive among the results, each whole or not at all.",
            discussion: """
                A record that is there already with the same bytes is kept; one that differs is left as it is and named, and \
                the status is 1.
                """)

        @Argument(help: "The archive.", completion: .file(extensions: ["zip"]))
        var archive: String

        @Option(name: .customLong("results"), help: "The folder of the records.")
        var resultsFolder = "results"

        @Flag(help: "Put records of the archive in the place of others.")
        var replace = false

        func run() throws {
            try Console.run {
                let imported = try RecordArchive(path: archive).read(
                    into: ResultsStore(root: resultsFolder), replaces: replace)
                let replaced = replace ? ", \(imported.replaced) replaced" : ""
                Console.print("\(imported.added) records added\(replaced), \(imported.kept) there already")
                for reason in imported.refused { Console.complain("failed: \(reason)") }
                if !imported.refused.isEmpty { throw ExitCode.failure }
            }
        }
    }
}
