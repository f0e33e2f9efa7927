internal import Experiments
internal import Foundation

/// How an experiment's runs did on the validation part, as plain text.
///
/// Test scores are left to tables: whoever compares recipes must not see them.
struct ScoreSummary {
    let plan: ExperimentPlan
    let store: ResultsStore

    var text: String {
        guard !plan.isLeftOut else { return "\n\(plan.spec.title) is left out" }
        let (records, damaged) = store.records(experiment: plan.spec.name, edition: plan.edition)
        var lines = ["", "\(plan.spec.title) (\(plan.edition))"]
        for method in plan.spec.methods(effort: plan.effort) {
            let own = records.filter { $0.method == method.card.name }
            guard method.supervision == .labels else {
                lines.append("  \(method.card.title)\n    is not trained, and has no validation scores")
                continue
            }
            lines.append("  \(method.card.title)")
            let runs = own.map { record in
                let mmae = record.validation.map { String(format: "%.2f", 100 * $0.mmae) } ?? record.outcome.rawValue
                return record.deadClasses.isEmpty
                    ? mmae : mmae + " (dead: \(record.deadClasses.joined(separator: ", ")))"
            }
            lines.append("    validation MMAE of each run, in percent: \(runs.joined(separator: ", "))")
        }
        return (lines + damaged.map(\.reason)).joined(separator: "\n")
    }
}
