internal import ArgumentParser
internal import Experiments
internal import Reports

/// All numbers that the tables of some experiments have, and how they are named.
struct NumberIndex {
    /// A number, and the experiment that it is of.
    struct Entry {
        let address: NumberAddress
        let spec: ExperimentSpec
        /// The name of its column: that of its test part, or that of its experiment where several of the table have the part.
        let column: String

        /// Table, method, column and score by their names.
        var parts: [String] { [address.table, address.method, column, address.metric.rawValue] }
        /// The parts, joined by slashes.
        var name: String { parts.joined(separator: "/") }
    }

    let entries: [Entry]

    /// Lists the numbers of experiments, and those of results that were made elsewhere.
    ///
    /// - Parameters:
    ///   - specs: The experiments.
    ///   - results: Where results are, and of which effort.
    init(of specs: [ExperimentSpec], in results: ResultOptions) {
        let holders = Dictionary(
            grouping: specs.flatMap { spec in
                spec.report.columns.map { [spec.report.table.fileName, $0.part, spec.name] }
            },
            by: { $0.prefix(2) })
        entries = specs.flatMap { spec in
            let external = results.store.edition(experiment: spec.name, effort: results.effort).map {
                results.store.externalMethods(experiment: spec.name, edition: $0)
            }
            return NumberAddress.all(of: spec, external: external ?? []).map { address in
                let isShared = holders[[address.table, address.column], default: []].contains { $0[2] != spec.name }
                let part = spec.report.columns.count > 1 ? "-" + address.column : ""
                return Entry(address: address, spec: spec, column: isShared ? spec.name + part : address.column)
            }
        }
    }

    /// The entries whose names begin with some parts.
    ///
    /// - Parameter name: The parts, joined by slashes or colons; `2` and `TABLE2` stand for `table2`, and `width` for
    ///   `table-width`.
    /// - Returns: The entries: one where all four parts are there, as a rule.
    /// - Throws: A `ValidationError` that lists what there is where a part is unknown.
    func entries(named name: String) throws -> [Entry] {
        let parts = name.lowercased().split(omittingEmptySubsequences: true) { "/:".contains($0) }.map(String.init)
        let kinds = ["table", "method", "column", "metric"]
        guard parts.count <= kinds.count else {
            throw ValidationError("'\(name)' has \(parts.count) parts; a number is named TABLE/METHOD/COLUMN/METRIC")
        }
        var found = entries
        for (index, part) in parts.enumerated() {
            let known = found.map { $0.parts[index] }.uniqued()
            let part = index == 0 ? Self.table(part, among: known) : part
            try checkName(part, among: known, called: kinds[index])
            found = found.filter { $0.parts[index] == part }
        }
        return found
    }

    /// What a table is called in addresses.
    private static func table(_ name: String, among known: [String]) -> String {
        [name, "table" + name, "table-" + name].first(where: known.contains) ?? name
    }

    /// What the last part of a beginning of an address can be completed to.
    func completions(of beginning: String) -> [String] {
        let count = beginning.count { "/:".contains($0) } + 1
        return entries.map { $0.parts.prefix(count).joined(separator: "/") + (count < 4 ? "/" : "") }.uniqued()
            .filter { $0.hasPrefix(beginning) }
    }
}

extension [String] {
    /// The texts, each once, in the order in which they first come.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
