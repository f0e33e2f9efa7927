internal import ArgumentParser
internal import DataCatalogue

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
            let catalogue = try Program.current.data(path: declarations.catalogueFile)
            try names.forEach { try checkName($0, among: catalogue.names, called: "dataset") }
            return catalogue.datasets.filter { names.isEmpty || names.contains($0.name) }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Say what the datasets are, how to cite them, and which files are here.")

        @OptionGroup var options: Options

        func run() throws {
            try reportingFailures {
                for entry in try options.entries() {
                    print("\(entry.name): \(entry.title)")
                    if let summary = entry.summary { print("  \(summary)") }
                    print("  cite: \(entry.citation)")
                    print("  license: \(entry.license)")
                    for file in entry.files {
                        print("  \(file.role): \(options.data.location.locate(file) ?? "\(file.path) is not here")")
                    }
                }
            }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check that every file is here, and is the one that is meant.")

        @OptionGroup var options: Options

        func run() throws {
            try reportingFailures {
                var isGood = true
                for entry in try options.entries() {
                    for file in entry.files {
                        let condition = options.data.location.condition(of: file)
                        print("\(entry.name) \(file.role): \(condition)")
                        isGood = isGood && condition.isUsable
                    }
                }
                if !isGood { throw ExitCode.failure }
            }
        }
    }

    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch",
            abstract: "Download the files that are not here, and verify them.",
            discussion: """
                The first data folder takes the files: that of --data, else of PROPORTIONS_DATA, else 'data'. A download \
                that breaks off goes on where it stopped when the command is repeated.
                """)

        @OptionGroup var options: Options

        func run() throws {
            try reportingFailures {
                let fetcher = DataFetcher(location: options.data.location) { complain($0) }
                var failures: [FetchFailure] = []
                for entry in try options.entries() {
                    do throws(FetchFailure) {
                        try fetcher.fetch(entry)
                    } catch {
                        failures.append(error)
                    }
                }
                failures.forEach { complain($0.description) }
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
