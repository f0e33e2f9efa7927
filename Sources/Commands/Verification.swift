internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import ProportionInference

/// Runs that are made again beside their records, and how they agree.
struct Verification {
    /// The records.
    let records: ResultsStore
    /// Where the runs are made again.
    let again: ResultsStore
    /// By how many standard deviations over the runs of a method a score may differ under other kernels.
    let deviations: Double

    private var lines: [String] = []
    private var counts: [RunComparison.Agreement: Int] = [:]
    private var failures = 0
    /// The kernels of records that were compared under other ones.
    private var otherKernels: Set<String> = []

    init(records: ResultsStore, again: ResultsStore, deviations: Double) {
        (self.records, self.again, self.deviations) = (records, again, deviations)
    }

    /// Whether something was compared, and nothing differs or is damaged.
    var isSound: Bool { failures == 0 && !counts.isEmpty }

    /// The plans of the runs that there are records of; records that cannot be compared are told in the end.
    ///
    /// - Parameters:
    ///   - plans: The plans.
    ///   - count: How many runs of each method are meant; all where there is no number.
    /// - Returns: The plans, with these runs alone.
    mutating func recorded(in plans: [ExperimentPlan], count: Int?) -> [ExperimentPlan] {
        plans.compactMap { plan in
            var kept: [String: Int] = [:]
            let found = records.recorded(of: plan)
            let recorded = plan.selecting { run in
                guard kept[run.method.card.name, default: 0] < count ?? .max else { return false }
                switch found[run.place] {
                case .sound: kept[run.method.card.name, default: 0] += 1
                case .damaged(let reason): fail("\(run.place.label): \(reason)")
                case .ofAnotherRecipe, nil: return false
                }
                return found[run.place] == .sound
            }
            if recorded.runs.isEmpty {
                lines.append("\(plan.spec.name): no records of what its spec says, in the edition '\(plan.edition)'")
            }
            return recorded.runs.isEmpty ? nil : recorded
        }
    }

    /// Compares the runs of a plan, each of which has a record.
    mutating func compare(_ plan: ExperimentPlan) {
        let kernels = BLAS.kernels()
        let siblings = Dictionary(
            grouping: records.records(experiment: plan.spec.name, edition: plan.edition).records, by: \.method)
        for run in plan.runs {
            guard let record = records.record(of: run) else { continue }
            guard case .done(let found) = again.state(of: run) else {
                if case .stale(let reason) = again.state(of: run) { fail("\(run.place.label): \(reason)") }
                continue
            }
            let recorded = record.provenance.environment.blasKernels
            let comparison = RunComparison(
                of: record, with: found,
                tolerance: recorded == kernels
                    ? nil : KernelTolerance(deviations: deviations, over: siblings[record.method] ?? []))
            counts[comparison.agreement, default: 0] += 1
            let differences = comparison.differences.joined(separator: ", ")
            switch comparison.agreement {
            case .bits: lines.append("\(run.place.label): the same bits")
            case .tolerance:
                otherKernels.insert(recorded ?? "unknown")
                lines.append("\(run.place.label): within the tolerance; other: \(differences)")
            case .none: fail("\(run.place.label): differs: \(differences)")
            }
        }
    }

    private mutating func fail(_ line: String) {
        failures += 1
        lines.append(line)
    }

    /// A line for each run, and the sums.
    func text() -> String {
        var lines = lines
        let total = counts.values.reduce(0, +)
        lines.append(
            "\(total) runs made again with the kernels \(BLAS.kernels()): \(counts[.bits] ?? 0) with the same bits, "
                + "\(counts[.tolerance] ?? 0) within \(String(format: "%g", deviations)) standard deviations, \(failures) not"
        )
        if !otherKernels.isEmpty {
            let known = otherKernels.subtracting(["unknown"]).sorted()
            lines.append(
                "recorded kernels: \(otherKernels.sorted().joined(separator: ", "))"
                    + (known.first.map { "; OPENBLAS_CORETYPE=\($0) makes the same bits where the processor has them" }
                        ?? ""))
        }
        return lines.joined(separator: "\n")
    }
}
