internal import ArgumentParser
internal import DeclarativeFiles
internal import Experiments
internal import Reports

/// `proportions explain`: says what a number of a table was made of.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say everything that a number of a table was made of, and the command that makes it again.",
        discussion: """
            A number is named TABLE/METHOD/COLUMN/SCORE, such as table2/mse-dirichlet/COLUMN/mmae. The beginning of \
            a name lists the numbers that there are. METHOD is 'external-NAME' for results that 'score' put there. Nothing is \
            run, and no data is read.
            """)

    @Argument(
        help: "The number, or the beginning of its name.",
        completion: .custom { _, _, beginning in
            let specs = (try? Workspace(DeclarationOptions.parse([])).allSpecs()) ?? []
            guard let results = try? ResultOptions.parse([]) else { return [] }
            return NumberIndex(of: specs, in: results).completions(of: beginning)
        })
    var number = ""

    @OptionGroup var results: ResultOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var listing: ListingOptions

    @Option(name: .customLong("published"), help: "The folder of the published numbers.")
    var publishedFolder = "paper-tables/published"

    func run() throws {
        try Console.run {
            let specs = try Workspace(declarations).allSpecs()
            let entries = try NumberIndex(of: specs, in: results).entries(named: number)
            let numbers = try reported(entries)
            guard entries.count == 1, let entry = entries.first else { return try list(entries, numbers) }
            guard let number = numbers[entry.spec.name]?[entry.address] else {
                Console.complain(
                    "\(entry.name): no records of effort '\(results.effort)' in '\(results.resultsFolder)'")
                throw ExitCode.failure
            }
            let explanation = try Explanation(of: number, in: results)
            try listing.print(json: explanation.json(), text: explanation.text())
        }
    }

    /// Prints the names of numbers, with the numbers as far as there are any, and what of their records is damaged.
    private func list(_ entries: [NumberIndex.Entry], _ numbers: [String: [NumberAddress: ReportedNumber]]) throws {
        let width = entries.map(\.name.count).max() ?? 0
        let values = entries.map { entry in
            let number = numbers[entry.spec.name]?[entry.address]
            return (name: entry.name, value: number?.measure?.value, damages: number?.entry.damages ?? [])
        }
        try listing.print(
            json: .array(
                values.map { name, value, damages in
                    [
                        "number": .string(name), "value": value.map { .number($0) } ?? .null,
                        "damaged": .array(damages.map { .string($0) }),
                    ]
                }),
            text: values.map { name, value, damages in
                let padding = String(repeating: " ", count: width - name.count)
                let words = [value.map { NumberText.fixed($0, decimals: 2) } ?? "–"] + damages
                return "\(name)\(padding)  " + words.joined(separator: "  ")
            }.joined(separator: "\n"))
    }

    /// What is known of the numbers of the experiments that some entries are of, by the experiments' names.
    private func reported(_ entries: [NumberIndex.Entry]) throws -> [String: [NumberAddress: ReportedNumber]] {
        let report = Report(
            store: results.store, outputFolder: "", publishedFolder: publishedFolder,
            figures: Program.current.figures())
        var numbers: [String: [NumberAddress: ReportedNumber]] = [:]
        for (name, spec) in Dictionary(entries.map { ($0.spec.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
        {
            guard let edition = results.store.edition(experiment: name, effort: results.effort) else { continue }
            for number in try report.numbers(of: Report.Subject(spec: spec, edition: edition)) {
                numbers[name, default: [:]][number.address] = number
            }
        }
        return numbers
    }
}
