internal import Foundation
internal import ProportionInference

/// A run that was made again, beside its record.
public struct RunComparison: Sendable, Equatable {
    /// How the two agree.
    public enum Agreement: Sendable, Equatable {
        /// Every score and every file has the same bits.
        case bits
        /// The bits differ, and the scores by no more than the tolerance.
        case tolerance
        /// They differ by more.
        case none
    }

    /// How the two agree.
    public let agreement: Agreement
    /// What differs, a phrase each.
    public let differences: [String]
    /// The largest difference of a score, a fraction.
    public let largest: Double

    /// Compares what does not depend on where and when a run was made.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - again: The record of the same run, made again.
    ///   - tolerance: By how much a score may differ, a fraction; nothing where the same bits are demanded.
    public init(of record: RunRecord, with again: RunRecord, tolerance: Double?) {
        var scores: [(name: String, before: Double, after: Double)] = []
        func collect(_ part: String, _ before: Scores?, _ after: Scores?) {
            guard let before, let after else { return }
            for metric in ProportionMetric.allCases {
                scores.append(("\(metric.title) of \(part)", metric.value(in: before), metric.value(in: after)))
            }
        }
        collect("validation", record.validation, again.validation)
        for test in record.tests {
            collect(test.part, test.scores, again.tests.first { $0.part == test.part }?.scores)
        }
        let changed = scores.filter { $0.before.bitPattern != $0.after.bitPattern }
        let largest = changed.reduce(0) { max($0, abs($1.after - $1.before)) }
        self.largest = largest
        let kinds = Self.kinds(of: record, again)
        let files = Self.files(of: record, again)
        differences =
            kinds
            + changed.map { String(format: "%@ %.4f %%, not %.4f %%", $0.name, 100 * $0.after, 100 * $0.before) }
            + files
        let isNear = kinds.isEmpty && tolerance.map { largest <= $0 } ?? false
        agreement = differences.isEmpty ? .bits : isNear ? .tolerance : .none
    }

    /// What differs that no tolerance excuses.
    private static func kinds(of record: RunRecord, _ again: RunRecord) -> [String] {
        var kinds: [String] = []
        if record.identity != again.identity { kinds.append("the identity") }
        if record.outcome != again.outcome {
            kinds.append("it \(again.outcome.rawValue), not \(record.outcome.rawValue)")
        }
        if record.tests.map(\.part) != again.tests.map(\.part) { kinds.append("the test parts") }
        if (record.validation == nil) != (again.validation == nil) { kinds.append("whether it was validated") }
        return kinds
    }

    /// The files, and what stands for them, whose bits differ.
    private static func files(of record: RunRecord, _ again: RunRecord) -> [String] {
        let before = Dictionary(record.artifacts.map { ($0.file, $0.sha256) }) { first, _ in first }
        let after = Dictionary(again.artifacts.map { ($0.file, $0.sha256) }) { first, _ in first }
        var files = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
        if record.selectedEpoch != again.selectedEpoch { files.append("selected epoch") }
        if record.deadClasses != again.deadClasses { files.append("dead outputs") }
        return files
    }
}
