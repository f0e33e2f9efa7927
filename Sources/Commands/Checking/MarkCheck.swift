internal import ArgumentParser
internal import DeclarativeFiles
internal import Experiments
internal import ProportionInference
internal import Reports

/// Compares marked numbers with what the records say.
struct MarkCheck {
    private let specs: [ExperimentSpec]
    private let index: NumberIndex
    private let report: Report
    private let results: ResultOptions
    /// The numbers of the experiments that were asked for.
    private var numbers: [String: [NumberAddress: ReportedNumber]] = [:]
    private var verdicts: [Verdict]?

    /// What marks of verdicts begin with.
    private static let claims = "claims"

    /// Prepares a comparison; records are read when they are asked for.
    init(specs: [ExperimentSpec], results: ResultOptions, publishedFolder: String) {
        self.specs = specs
        self.results = results
        index = NumberIndex(of: specs, in: results)
        report = Report(
            store: results.store, outputFolder: "", publishedFolder: publishedFolder,
            figures: Program.current.figures())
    }

    /// Says what is wrong with a number, or nothing where it is right.
    mutating func problem(with number: MarkedNumber) throws -> Problem? {
        let expected: (text: String, name: String, damages: [String])
        do {
            expected = try self.expected(number)
        } catch let error as ValidationError {
            return Problem(place: number.place, message: error.message)
        }
        // A number that comes of what is left of damaged records is neither right nor wrong.
        guard expected.damages.isEmpty else {
            return Problem(
                place: number.place,
                message: "'\(number.text)' cannot be compared with \(expected.name): "
                    + expected.damages.joined(separator: "; "))
        }
        guard number.text != expected.text else { return nil }
        return Problem(
            place: number.place,
            message: "'\(number.text)' is not \(expected.name), which is \(expected.text) by the records; write that")
    }

    /// What a number should be, its full name, and what of its records is damaged.
    private mutating func expected(
        _ number: MarkedNumber
    ) throws -> (text: String, name: String, damages: [String]) {
        var parts = number.name.split(separator: "/").map(String.init)
        if parts.first == Self.claims { return (try count(of: parts), number.name, []) }
        guard (4...5).contains(parts.count) else {
            throw ValidationError(
                "'\(number.name)' has \(parts.count) parts; a number is named TABLE/METHOD/COLUMN/SCORE, with "
                    + "\(NumberStatistic.allCases.map { "/\($0)" }.joined(separator: ", ")) behind it where another one is meant"
            )
        }
        let known = NumberStatistic.allCases.map(\.rawValue)
        if parts.count == 5 { try checkName(parts[4], among: known, called: "statistic") }
        let statistic = parts.count == 5 ? NumberStatistic(rawValue: parts[4]) ?? .shown : .shown
        // A table of prose may show methods that one of its rows has no numbers of.
        if number.text == "–", let heading = number.heading, !titles(of: parts).contains(heading) {
            return ("–", number.name, [])
        }
        if let heading = number.heading { parts[1] = try method(called: heading, in: parts) }
        let entries = try index.entries(named: parts.prefix(4).joined(separator: "/"))
        guard let entry = entries.first, entries.count == 1 else {
            throw ValidationError("'\(number.name)' names \(entries.count) numbers")
        }
        let name = entry.name + (statistic == .shown ? "" : "/\(statistic)")
        let reported = try reported(entry)
        let text = reported?.text(of: statistic, decimals: number.decimals) ?? "–"
        return (text, name, statistic == .paper ? [] : reported?.entry.damages ?? [])
    }

    /// The name of the method of a title.
    private func method(called title: String, in parts: [String]) throws -> String {
        guard parts[1] == "*" else {
            throw ValidationError("in '\(parts.joined(separator: "/"))', '*' can stand for a method or a score only")
        }
        try checkName(title, among: titles(of: parts), called: "method")
        return cards(of: parts).first { $0.title == title }?.name ?? title
    }

    private func titles(of parts: [String]) -> [String] { cards(of: parts).map(\.title) }

    /// The methods of the table and the column that an address names.
    private func cards(of parts: [String]) -> [CatalogCard] {
        let holders = index.entries.filter { $0.parts[0] == parts[0] && $0.parts[2] == parts[2] }.map(\.spec.name)
        return specs.filter { holders.contains($0.name) }.flatMap(\.methodCards)
    }

    /// What is known of a number.
    private mutating func reported(_ entry: NumberIndex.Entry) throws -> ReportedNumber? {
        let name = entry.spec.name
        if numbers[name] == nil {
            let found = try subject(of: entry.spec).map { try report.numbers(of: $0) } ?? []
            numbers[name] = Dictionary(found.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return numbers[name]?[entry.address]
    }

    /// The edition of an experiment that there are records of.
    private func subject(of spec: ExperimentSpec) -> Report.Subject? {
        results.store.edition(experiment: spec.name, effort: results.effort).map {
            Report.Subject(spec: spec, edition: $0)
        }
    }

    /// How many claims have the verdict that a mark names, or how many there are.
    private mutating func count(of parts: [String]) throws -> String {
        if verdicts == nil {
            verdicts = try report.verdicts(on: specs.compactMap(subject))
        }
        let names = (verdicts ?? []).map(\.name)
        guard let wanted = parts.dropFirst().first else { return "\(names.count)" }
        guard parts.count == 2 else {
            throw ValidationError(
                "'\(parts.joined(separator: "/"))' has \(parts.count) parts; verdicts are claims/VERDICT")
        }
        try checkName(wanted, among: Verdict.names, called: "verdict")
        return "\(names.count { $0 == wanted })"
    }
}
