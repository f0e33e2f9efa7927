import DeclarativeFiles
import Experiments
import Foundation
import Testing

@Suite("Runs made again, beside their records")
struct ComparisonTests {
    /// A record and the same with some values replaced.
    private func pair(_ edits: [([String], StructuredValue)]) throws -> (RunRecord, RunRecord) {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        var record = try readJSON(laboratory.path(plan.runs[0]) + "/record.json")
        // The score is one that prints exactly.
        record["validation"]?["mmae"] = 0.25
        let before = try decode(record)
        for (keys, value) in edits {
            if keys.count == 2 { record[keys[0]]?[keys[1]] = value } else { record[keys[0]] = value }
        }
        return (before, try decode(record))
    }

    private func decode(_ value: StructuredValue) throws -> RunRecord {
        try JSONDecoder().decode(RunRecord.self, from: Data(value.canonicalJSON().utf8))
    }

    @Test("a run made again on the same machine has the same bits, whenever and by whatever command")
    func same() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let again = ResultsStore(root: laboratory.folder + "/again")
        try laboratory.carryOut(plan, into: again)
        for run in plan.runs {
            let records = try [laboratory.store, again].map { try #require($0.record(of: run)) }
            let comparison = RunComparison(of: records[0], with: records[1], tolerance: nil)
            #expect(comparison.agreement == .bits && comparison.differences.isEmpty && comparison.largest == 0)
        }
        let (before, after) = try pair([(["provenance", "seconds"], 1e6), (["provenance", "command"], "another")])
        #expect(RunComparison(of: before, with: after, tolerance: nil).agreement == .bits)
    }

    // Two runs with 0.25 and 0.35 have the standard deviation 0.1 / √2.
    @Test(
        "a score that differs is told, and excused by no more than the tolerance",
        arguments: [
            (nil, RunComparison.Agreement.none), (0, .none), (1.7, .none), (1.8, .tolerance), (3, .tolerance),
        ] as [(Double?, RunComparison.Agreement)])
    func tolerance(deviations: Double?, agreement: RunComparison.Agreement) throws {
        let (before, after) = try pair([(["validation", "mmae"], 0.375)])
        let sibling = try pair([(["validation", "mmae"], 0.35)]).1
        let comparison = RunComparison(
            of: before, with: after,
            tolerance: deviations.map { KernelTolerance(deviations: $0, over: [before, sibling]) })
        #expect(comparison.agreement == agreement && comparison.largest == 0.125)
        #expect(comparison.differences == ["MMAE of validation 37.5000 %, not 25.0000 %"])
    }

    @Test(
        "a single run may differ by a hundredth of a percentage point", arguments: [(0.25009, true), (0.2502, false)])
    func single(mmae: Double, isNear: Bool) throws {
        let (before, after) = try pair([(["validation", "mmae"], .number(mmae))])
        let comparison = RunComparison(
            of: before, with: after, tolerance: KernelTolerance(deviations: 3, over: [before]))
        #expect(comparison.agreement == (isNear ? .tolerance : .none))
    }

    @Test(
        "what is no number is excused by no tolerance",
        arguments: [
            (["outcome"], StructuredValue.string("diverged"), "it diverged, not completed"),
            (["identity"], "00", "the identity"), (["facts"], "00", "the samples"), (["tests"], [], "the test parts"),
            (["validation"], .null, "whether it was validated"),
        ] as [([String], StructuredValue, String)])
    func kinds(keys: [String], value: StructuredValue, difference: String) throws {
        let (before, after) = try pair([(keys, value)])
        let comparison = RunComparison(
            of: before, with: after, tolerance: KernelTolerance(deviations: 1000, over: [before, after]))
        #expect(comparison.agreement == .none && comparison.differences.contains(difference))
    }

    @Test("files of other bits are named, under other kernels alone excused")
    func files() throws {
        let (before, after) = try pair([(["weights", "sha256"], "00"), (["selectedEpoch"], 77)])
        let comparison = RunComparison(
            of: before, with: after, tolerance: KernelTolerance(deviations: 0, over: []))
        #expect(comparison.agreement == .tolerance)
        #expect(comparison.differences == ["weights.safetensors", "selected epoch"])
        #expect(RunComparison(of: before, with: after, tolerance: nil).agreement == .none)
    }
}
