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
    ///   - tolerance: By how much scores may differ; nothing where the same bits are demanded.
    public init(of record: RunRecord, with again: RunRecord, tolerance: KernelTolerance?) {
        var pairs: [(part: String?, before: Scores, after: Scores)] = []
        if let before = record.validation, let after = again.validation { pairs.append((nil, before, after)) }
        for test in record.tests {
            let after = again.tests.first { $0.part == test.part }
            if let after { pairs.append((test.part, test.scores, after.scores)) }
        }
        var (phrases, largest, isNear): ([String], Double, Bool) = ([], 0, tolerance != nil)
        for (part, before, after) in pairs {
            for metric in ProportionMetric.allCases {
                let (old, new) = (metric.value(in: before), metric.value(in: after))
                guard old.bitPattern != new.bitPattern else { continue }
                phrases.append(
                    String(
                        format: "%@ of %@ %.4f %%, not %.4f %%", metric.title, part ?? "validation", 100 * new,
                        100 * old))
                largest = max(largest, abs(new - old))
                isNear = isNear && abs(new - old) <= tolerance?.limit(of: metric, on: part) ?? 0
            }
        }
        let kinds = Self.kinds(of: record, again)
        self.largest = largest
        differences = kinds + phrases + Self.files(of: record, again)
        agreement = differences.isEmpty ? .bits : isNear && kinds.isEmpty ? .tolerance : .none
    }

    /// What differs that no tolerance excuses.
    private static func kinds(of record: RunRecord, _ again: RunRecord) -> [String] {
        var kinds: [String] = []
        if record.identity != again.identity { kinds.append("the identity") }
        if let before = record.facts, let after = again.facts, before != after { kinds.append("the samples") }
        if record.outcome != again.outcome {
            kinds.append("it \(again.outcome.rawValue), not \(record.outcome.rawValue)")
        }
        if record.tests.map(\.part) != again.tests.map(\.part) { kinds.append("the test parts") }
        if (record.validation == nil) != (again.validation == nil) { kinds.append("whether it was validated") }
        return kinds
    }

    /// The files that both name, and what stands for them, whose bits differ.
    ///
    /// An older record may name fewer files than a run leaves now, and says nothing of the others.
    private static func files(of record: RunRecord, _ again: RunRecord) -> [String] {
        let before = Dictionary(record.artifacts.map { ($0.file, $0.sha256) }) { first, _ in first }
        let after = Dictionary(again.artifacts.map { ($0.file, $0.sha256) }) { first, _ in first }
        var files = before.keys.sorted().filter { before[$0] != after[$0] }
        if record.selectedEpoch != again.selectedEpoch { files.append("selected epoch") }
        if record.deadClasses != again.deadClasses { files.append("dead outputs") }
        return files
    }
}
