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
        let shops = all.map(Workshop.init)
        let counts = Dictionary(shops.map { ($0, 1) }, uniquingKeysWith: +)
        guard let most = counts.values.max(), let home = shops.first(where: { counts[$0] == most }) else { return nil }
        var others: [Workshop] = []
        for shop in records.map(Workshop.init) where shop != home && !others.contains(shop) { others.append(shop) }
        return others.isEmpty ? nil : others.map(\.description).joined(separator: "; ")
    }
}
