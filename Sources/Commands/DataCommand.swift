internal import ArgumentParser
internal import DataCatalogue
internal import ScientificFormats

/// `proportions data`: lists, fetches and verifies the files of the datasets.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List, fetch and verify the files of the datasets.",
        subcommands: [List.self, Fetch.self, Verify.self])

    /// Which datasets are meant, and where they are.
    struct Options: ParsableArguments {
        @Argument(help: "The datasets; all where none is named.")
        var names: [String] = []

        @OptionGroup var data: DataOptions
        @OptionGroup var declarations: DeclarationOptions

        /// The named datasets, or all.
        func entries() throws -> [DatasetEntry] {
            let catalogue = try Program.current.data(path: try declarations.catalogueFile())
            try names.forEach { try checkName($0, among: catalogue.names, called: "dataset") }
            return catalogue.datasets.filter { names.isEmpty || names.contains($0.name) }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Say what the datasets are, how to cite them, and which files are here.")

        @OptionGroup var options: Options
        @OptionGroup var listing: ListingOptions

        func run() throws {
            try Console.run {
                let entries = try options.entries()
                let location = options.data.location
                try listing.print(
                    json: .array(
                        entries.map { entry in
                            entry.summaryJSON.merging([
                                "files": .array(
                                    entry.files.map { file in
                                        [
                                            "role": .string(file.role), "path": .string(file.path),
                                            "here": location.locate(file).map { .string($0) } ?? .null,
                                        ]
                                    })
                            ])
                        }),
                    text: entries.map { entry in
                        var lines = ["\(entry.name): \(entry.title)"]
                        if let summary = entry.summary { lines.append("  \(summary)") }
                        lines += ["  cite: \(entry.citation)", "  license: \(entry.license)"]
                        lines += entry.files.map {
                            "  \($0.role): \(location.locate($0) ?? "\($0.path) is not here")"
                        }
                        return lines.joined(separator: "\n")
                    }.joined(separator: "\n"))
            }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract:
                "Check that every file is here, is the one that is meant, and can be read as an experiment reads it.")

        @OptionGroup var options: Options
        @OptionGroup var listing: ListingOptions

        func run() throws {
            try Console.run {
                let location = options.data.location
                let entries = try options.entries()
                let contents = entries.map { (entry: $0.name, problem: Self.problem(of: $0, in: location)) }
                let files = entries.flatMap { entry in
                    entry.files.map { (entry: entry.name, file: $0, condition: location.condition(of: $0)) }
                }
                try listing.print(
                    json: .array(
                        files.map {
                            [
                                "dataset": .string($0.entry), "role": .string($0.file.role),
                                "condition": .string("\($0.condition)"), "usable": .bool($0.condition.isUsable),
                            ]
                        }),
                    text: files.map { "\($0.entry) \($0.file.role): \($0.condition)" }.joined(separator: "\n"))
                for case (let entry, let problem?) in contents { Console.complain("\(entry): \(problem)") }
                if !files.allSatisfy(\.condition.isUsable) || contents.contains(where: { $0.problem != nil }) {
                    throw ExitCode.failure
                }
            }
        }

        /// What an experiment would refuse of a dataset's contents.
        private static func problem(of entry: DatasetEntry, in location: DataLocation) -> String? {
            let kinds = Program.current.fields.flatMap(\.datasets)
            do {
                try kinds.first { $0.card.name == entry.kind }?.check(entry, in: location)
                return nil
            } catch {
                return "\(Wording(of: error))"
            }
        }
    }

    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch",
            abstract: "Download the files that are not here, and verify them.",
            discussion: """
                The first data folder takes the files: that of --data, else of PROPORTIONS_DATA, else 'data'. A download \
                that breaks off goes on where it stopped when the command is repeated. A source is given up that gives \
                more than the catalogue's 'bytes', more than 8 GiB where it says none or names an archive, or less than 512 \
                bytes a second for a minute.
                """)

        @OptionGroup var options: Options
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            try Console.run(isQuiet: console.isQuiet) {
                let fetcher = DataFetcher(location: options.data.location) { Console.inform($0) }
                var failures: [FetchFailure] = []
                for entry in try options.entries() {
                    do throws(FetchFailure) {
                        try fetcher.fetch(entry)
                    } catch {
                        failures.append(error)
                    }
                }
                failures.forEach { Console.complain($0.description) }
                if !failures.isEmpty { throw ExitCode.failure }
            }
        }
    }
}

extension FileCondition {
    /// Whether an experiment can be made from the file.
    fileprivate var isUsable: Bool {
        switch self {
        case .intact, .unverified: true
        case .altered, .missing, .unreadable: false
        }
    }
}
