internal import Experiments

/// Where and with what a run was made, as far as its bits depend on it.
struct Workshop: Hashable, CustomStringConvertible {
    private let commit: String?
    private let processor: String
    private let kernels: String?

    init(of record: RunRecord) {
        let environment = record.provenance.environment
        (commit, processor, kernels) = (environment.commit, environment.processor, environment.blasKernels)
    }

    /// Commit, processor and kernels in a few words.
    var description: String {
        let text =
            commit.map { "commit \($0.prefix(10))\($0.hasSuffix("+") ? " with changes" : "")" } ?? "unknown commit"
        return "\(text), \(processor), \(kernels.map { "kernels \($0)" } ?? "unknown kernels")"
    }

    /// Where some of an experiment's runs were made, if not all of them where most of the experiment was.
    ///
    /// Of places with equally many runs the one of the first run counts.
    ///
    /// - Parameters:
    ///   - records: The runs.
    ///   - all: All runs of the experiment.
    /// - Returns: The other places in words, or nothing.
    static func strange(among records: [RunRecord], of all: [RunRecord]) -> String? {
        let groups = groups(of: all)
        guard let most = groups.map(\.records.count).max(),
            let home = groups.first(where: { $0.records.count == most })?.shop
        else { return nil }
        let others = Self.groups(of: records).map(\.shop).filter { $0 != home }
        return others.isEmpty ? nil : others.map(\.description).joined(separator: "; ")
    }

    /// Where and when the runs of an experiment were made, a phrase for each place, that of most runs first.
    static func makers(of records: [RunRecord]) -> [String] {
        groups(of: records).enumerated().sorted {
            ($1.element.records.count, $0.offset) < ($0.element.records.count, $1.offset)
        }
        .map { _, group in
            let days = group.records.map { String($0.provenance.started.prefix(10)) }.sorted()
            let period = days.first == days.last ? days[0] : "\(days[0]) to \(days[days.count - 1])"
            return "\(group.records.count) at \(group.shop), \(period)"
        }
    }

    /// The runs of each place, in the order of their first runs.
    private static func groups(of records: [RunRecord]) -> [(shop: Workshop, records: [RunRecord])] {
        let groups = Dictionary(grouping: records, by: Workshop.init)
        var seen: Set<Workshop> = []
        return records.map(Workshop.init).filter { seen.insert($0).inserted }.map { ($0, groups[$0] ?? []) }
    }
}
