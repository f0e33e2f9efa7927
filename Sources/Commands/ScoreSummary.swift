internal import Experiments
internal import Foundation

/// The scores of an experiment's methods, as plain text.
///
/// Recipes are chosen on the validation part, so its MMAE of every run stands first.
struct ScoreSummary {
    let plan: ExperimentPlan
    let store: ResultsStore

    var text: String {
        let (records, unreadable) = store.records(experiment: plan.spec.name, edition: plan.edition)
        var lines = ["", "\(plan.spec.title) (\(plan.edition))"]
        for method in plan.spec.methods(effort: plan.effort) {
            let own = records.filter { $0.method == method.card.name }
            lines.append("  \(method.card.title)")
            let runs = own.map { record in
                let mmae = record.validation.map { String(format: "%.2f", 100 * $0.mmae) } ?? record.outcome.rawValue
                return record.deadClasses.isEmpty
                    ? mmae : mmae + " (dead: \(record.deadClasses.joined(separator: ", ")))"
            }
            lines.append("    validation MMAE of each run, in percent: \(runs.joined(separator: ", "))")
            guard let selected = Selection.best(of: own) else {
                lines.append("    no run was completed")
                continue
            }
            for test in selected.tests {
                let scores = String(
                    format: "RMSE %.2f, MMAE %.2f, RRS %.1f", 100 * test.scores.rmse, 100 * test.scores.mmae,
                    100 * test.scores.rrs)
                lines.append("    \(test.part), run \(selected.run), in percent: \(scores)")
            }
        }
        return (lines + unreadable).joined(separator: "\n")
    }
}
