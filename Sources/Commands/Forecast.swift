internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import ProportionInference

/// What carrying out a plan would do, as text.
struct Forecast {
    let plan: ExperimentPlan
    let store: ResultsStore
    let work: WorkOptions

    var text: String {
        get throws {
            guard !plan.isLeftOut else {
                return
                    (["\(plan.spec.name): left out"] + plan.source.absent.map { "  without \($0.name): \($0.reason)" })
                    .joined(separator: "\n")
            }
            let states = plan.runs.map { (run: $0, state: store.state(of: $0)) }
            let pending = states.filter { !$0.state.isDone }.map(\.run)
            var lines = [
                "\(plan.spec.name) (\(plan.edition)): \(pending.count) of \(plan.runs.count) runs to do"
                    + (pending.isEmpty ? "" : ", about \(TimeText.rough(try seconds(for: pending)))")
            ]
            if let standIn = plan.source.standIn { lines.append("  stand-in: \(standIn)") }
            lines += plan.source.absent.map { "  without \($0.name): \($0.reason)" }
            for (role, file) in plan.source.files.sorted(by: { $0.key < $1.key }) {
                lines.append("  \(role): \(file.path)")
            }
            for (run, state) in states {
                let name = "\(run.method.card.name) run \(run.run)"
                switch state {
                case .done: lines.append("  done     \(name)")
                case .missing: lines.append("  to do    \(name)")
                case .stale(let reason): lines.append("  to do    \(name), again: \(reason)")
                }
            }
            return lines.joined(separator: "\n")
        }
    }

    /// The expected time for runs, spread over the workers.
    private func seconds(for pending: [RunPlan]) throws -> Duration {
        let options = PreparationOptions(
            trainingShare: plan.effort.trainingShare, cacheFolder: work.cacheFolder,
            monitor: RunMonitor(threads: work.workers))
        let input = try plan.spec.dataset.prepare(plan.source, options: options).methodInput
        var perMethod: [String: Double] = [:]
        var total = 0.0
        for run in pending {
            let name = run.method.card.name
            let seconds = try perMethod[name] ?? run.method.expectedSeconds(on: input)
            perMethod[name] = seconds
            total += seconds
        }
        let parallel = max(1, min(work.workers, pending.count, ProcessInfo.processInfo.activeProcessorCount))
        return .seconds(total / Double(parallel))
    }
}

extension ResultsStore.State {
    /// Whether nothing needs to be done.
    fileprivate var isDone: Bool {
        if case .done = self { true } else { false }
    }
}
