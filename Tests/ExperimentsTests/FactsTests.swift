import DeclarativeFiles
import Experiments
import Foundation
import NumericalMethods
import ProportionInference
import Reports
import Synchronization
import Testing

@Suite("Facts of datasets that cannot be edited unnoticed")
struct FactsTests {
    private func report(_ plan: ExperimentPlan, _ laboratory: Laboratory) throws -> Report.Summary {
        try Report(
            store: laboratory.store, outputFolder: laboratory.folder + "/tables",
            publishedFolder: laboratory.folder + "/published", figures: []
        ).write([Report.Subject(spec: plan.spec, edition: plan.edition)])
    }

    @Test(
        "facts other than those that the records name are told, and made again by the next call",
        arguments: [
            (["classes"], StructuredValue.array(["sand", "silt", "mud"])), (["samples", "training"], 61),
            (["samplesDigest"], "00"), (["pictures", "rgb.npy"], "00"),
        ] as [([String], StructuredValue)])
    func edited(keys: [String], value: StructuredValue) throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        #expect(try report(plan, laboratory).troubles.isEmpty)
        let folder = laboratory.store.datasetFolder(experiment: "toy", edition: "paper")
        let before = try contents(below: folder)
        var facts = try readJSON(folder + "/dataset.json")
        if keys.count == 2 { facts[keys[0]]?[keys[1]] = value } else { facts[keys[0]] = value }
        try writeJSON(facts, to: folder + "/dataset.json")
        let troubles = try report(plan, laboratory).troubles
        #expect(troubles.count == 1 && troubles[0].contains("is not what ce-dirichlet run 1 was made from"))
        let again = try laboratory.carryOut(plan)
        #expect(again.completed == 0 && again.reused == 10)
        #expect(try contents(below: folder) == before)
        #expect(try report(plan, laboratory).troubles.isEmpty)
    }

    @Test("what only people read may be told otherwise, and older records name no facts")
    func harmless() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let path = laboratory.store.datasetFolder(experiment: "toy", edition: "paper") + "/dataset.json"
        var facts = try readJSON(path)
        facts["notes"] = ["told otherwise"]
        try writeJSON(facts, to: path)
        #expect(try report(plan, laboratory).troubles.isEmpty)
    }

    @Test("samples of a cache that are not those of the results are made again without it")
    func cache() throws {
        // The first time the samples come from nowhere, the second time from a cache that was tampered with.
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let other = try Laboratory(shift: { $0.trustsCache ? 1 : 0 })
        try FileManager.default.copyItem(atPath: laboratory.store.root, toPath: other.store.root)
        let again = try other.plan()
        try FileManager.default.removeItem(atPath: other.path(again.runs[0]))
        let remarks = Mutex("")
        let summary = try other.carryOut(
            again, progress: ProgressBoard(style: .lines) { text in remarks.withLock { $0 += text } })
        #expect(summary.completed == 1 && summary.reused == 9)
        #expect(remarks.withLock { $0.contains("the samples are not those of the results that are there") })
        let records = try [laboratory.record(plan.runs[0]), other.record(again.runs[0])]
        #expect(RunComparison(of: records[0], with: records[1], tolerance: nil).agreement == .bits)
    }
}
