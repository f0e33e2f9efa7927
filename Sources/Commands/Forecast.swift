internal import DeclarativeFiles
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import ProportionInference

/// What carrying out a plan would do.
struct Forecast {
    private let plan: ExperimentPlan
    private let runs: [(run: RunPlan, state: ResultsStore.State)]
    /// The expected time of what is to do, in seconds.
    let seconds: Double

    /// Looks up what is done, and times a little of what is not; no dataset is made where its kind can do without.
    ///
    /// - Throws: Where what the dataset is made from cannot be read, or a method cannot run on it.
    init(of plan: ExperimentPlan, store: ResultsStore, work: WorkOptions) throws {
        self.plan = plan
        runs = plan.runs.map { (run: $0, state: store.state(of: $0)) }
        let pending = runs.filter { !$0.state.isDone }.map(\.run)
        seconds = pending.isEmpty ? 0 : try Self.seconds(for: pending, of: plan, work: work)
    }

    private static func seconds(for pending: [RunPlan], of plan: ExperimentPlan, work: WorkOptions) throws -> Double {
        let options = PreparationOptions(
            trainingShare: plan.effort.trainingShare, cacheFolder: work.cacheFolder,
            monitor: RunMonitor(threads: work.workers))
        let dataset = plan.spec.dataset
        let specimen =
            try dataset.specimen(of: plan.source, options: options)
            ?? DatasetSpecimen(of: dataset.prepare(plan.source, options: options).methodInput)
        let timings = try RunTimings(of: pending, on: specimen, workers: work.workers)
        return specimen.preparationSeconds + timings.timeLeft.seconds(at: 0)
    }

    /// The forecast for people.
    var text: String {
        let absent = plan.source.absent.map { "  without \($0.name): \($0.reason)" }
        guard !plan.isLeftOut else { return (["\(plan.spec.name): left out"] + absent).joined(separator: "\n") }
        let pending = runs.count { !$0.state.isDone }
        var lines = [
            "\(plan.spec.name) (\(plan.edition)): \(pending) of \(plan.runs.count) runs to do"
                + (pending == 0 ? "" : ", about \(TimeText.rough(.seconds(seconds)))")
        ]
        if let standIn = plan.source.standIn { lines.append("  stand-in: \(standIn)") }
        lines += absent
        for (role, file) in plan.source.files.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(role): \(file.path)")
        }
        for (run, state) in runs {
            let name = "\(run.method.card.name) run \(run.run)"
            switch state {
            case .done: lines.append("  done     \(name)")
            case .missing: lines.append("  to do    \(name)")
            case .stale(let reason): lines.append("  to do    \(name), again: \(reason)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The forecast for programs.
    var json: StructuredValue {
        [
            "experiment": .string(plan.spec.name), "edition": .string(plan.edition),
            "left_out": .bool(plan.isLeftOut), "stand_in": plan.source.standIn.map { .string($0) } ?? .null,
            "absent": .array(plan.source.absent.map { ["part": .string($0.name), "reason": .string($0.reason)] }),
            "files": .object(plan.source.files.mapValues { .string($0.path) }), "expected_seconds": .number(seconds),
            "runs": .array(
                runs.map { run, state in
                    var reason = StructuredValue.null
                    if case .stale(let text) = state { reason = .string(text) }
                    return [
                        "method": .string(run.method.card.name), "run": .integer(run.run),
                        "done": .bool(state.isDone), "identity": .string(run.identity.hash), "reason": reason,
                    ]
                }),
        ]
    }
}

extension ResultsStore.State {
    /// Whether nothing needs to be done.
    fileprivate var isDone: Bool {
        if case .done = self { true } else { false }
    }
}
