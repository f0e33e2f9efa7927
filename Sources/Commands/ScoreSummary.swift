internal import Experiments
internal import Foundation
internal import ProportionInference

/// How the runs that a spec asks for did, as plain text.
///
/// Records of other recipes, which lie in the same folders until their runs are done again, are counted and not shown.
struct ScoreSummary {
    let plan: ExperimentPlan
    let store: ResultsStore
    /// Whether scores of test samples are shown: whoever compares recipes must not see them.
    let showsTests: Bool

    /// The scores on the validation samples of every run, and on the test samples of the run that stands for a method.
    func text() -> String {
        guard !plan.isLeftOut else { return "\n\(plan.spec.title) is left out" }
        let (records, damaged) = store.records(experiment: plan.spec.name, edition: plan.edition)
        let identities = Set(plan.runs.map(\.identity.hash))
        let own = records.filter { identities.contains($0.identity) }
        var lines = ["", "\(plan.spec.title) (\(plan.edition))"]
        let selected = Set(plan.runs.map(\.method.card.name))
        for method in plan.spec.methods(effort: plan.effort) where selected.contains(method.card.name) {
            lines.append("  \(method.card.title)")
            let runs = own.filter { $0.method == method.card.name }
            if runs.isEmpty { lines.append("    no run was stored") }
            lines += (validation(of: runs, isTrained: method.supervision == .labels) + tests(of: runs))
                .map { "    " + $0 }
        }
        let others = records.count { !$0.isExternal } - own.count
        if others > 0 {
            lines.append("  not shown: \(others) of the records there, for which this call does not ask")
        }
        return (lines + damaged.map { $0.reason + ". That run counts as not done" }).joined(separator: "\n")
    }

    private func validation(of runs: [RunRecord], isTrained: Bool) -> [String] {
        guard isTrained, !runs.isEmpty else { return [] }
        let scores = runs.map { record in
            let mmae = record.validation.map { percent($0.mmae) } ?? record.outcome.rawValue
            return record.deadClasses.isEmpty ? mmae : mmae + " (dead: \(record.deadClasses.joined(separator: ", ")))"
        }
        return ["validation MMAE of each run, in percent: \(scores.joined(separator: ", "))"]
    }

    /// The scores of the selected run on each test part, or the means over the runs where none is selected.
    private func tests(of runs: [RunRecord]) -> [String] {
        guard showsTests else { return [] }
        let completed = runs.filter { $0.outcome == .completed }
        let selected = Selection.best(of: runs)
        // Without validation there is nothing to select by.
        let shown = selected.map { [$0] } ?? (completed.contains { $0.validation != nil } ? [] : completed)
        let parts = shown.first?.tests.map(\.part) ?? []
        return parts.map { part in
            let scores = shown.compactMap { record in record.tests.first { $0.part == part }?.scores }
            let means = ProportionMetric.allCases.map { metric in
                "\(metric.title) \(percent(scores.reduce(0) { $0 + metric.value(in: $1) } / Double(scores.count)))"
            }
            let which =
                selected.map { "run \($0.run)" } ?? (scores.count == 1 ? "one run" : "mean of \(scores.count) runs")
            return "test \(part), in percent: \(means.joined(separator: ", ")) (\(which))"
        }
    }

    private func percent(_ score: Double) -> String { String(format: "%.2f", 100 * score) }
}
