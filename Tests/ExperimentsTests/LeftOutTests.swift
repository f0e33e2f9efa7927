import Experiments
import Foundation
import ProportionInference
import Reports
import Synchronization
import Testing

@Suite("Experiments that wait for their data")
struct LeftOutTests {
    private let laboratory: Laboratory
    private static let waiting: KeyValuePairs = ["scale: 1}": "scale: 1, waits: true}"]

    init() throws {
        laboratory = try Laboratory()
    }

    private func setSignals(_ isThere: Bool) throws {
        let path = laboratory.folder + "/data/toy.txt"
        if isThere {
            try Data("toy\n".utf8).write(to: URL(filePath: path))
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    private func facts(_ plan: ExperimentPlan) throws -> DatasetFacts {
        try DatasetFacts.read(
            folder: laboratory.store.datasetFolder(experiment: plan.spec.name, edition: plan.edition))
    }

    @Test("run nothing, and leave the reason where tables look for it")
    func leftOut() throws {
        try setSignals(false)
        let plan = try laboratory.plan(Self.waiting)
        #expect(plan.isLeftOut && plan.runs.isEmpty && plan.edition == "paper")
        let summary = try laboratory.carryOut(plan)
        #expect(summary.completed == 0 && summary.troubles.isEmpty && !summary.interrupted)
        #expect(try facts(plan).absentParts == [AbsentPart(name: "toy", reason: "toy.txt is missing; none")])
        #expect(try laboratory.carryOut(plan).completed == 0)
    }

    @Test("are carried out as soon as it is there, as if they had never waited")
    func later() throws {
        try setSignals(false)
        try laboratory.carryOut(laboratory.plan(Self.waiting))
        try setSignals(true)
        let plan = try laboratory.plan(Self.waiting)
        #expect(!plan.isLeftOut && plan.edition == "paper")
        #expect(try plan.runs.map(\.identity) == laboratory.plan().runs.map(\.identity))
        #expect(try laboratory.carryOut(plan).completed == 10)
        #expect(try facts(plan).absentParts.isEmpty)
    }

    @Test("keep what was run while the data was there")
    func gone() throws {
        let plan = try laboratory.plan(Self.waiting)
        try laboratory.carryOut(plan)
        let before = try facts(plan)
        try setSignals(false)
        let waiting = try laboratory.plan(Self.waiting)
        #expect(waiting.isLeftOut)
        try laboratory.carryOut(waiting)
        #expect(try facts(plan) == before)
        #expect(laboratory.store.records(experiment: "toy", edition: "paper").records.count == 10)
    }

    @Test("stand in a table beside others, with dashes and the reason, and alone leave it as it is")
    func table() throws {
        let other = try laboratory.plan([
            "name: toy": "name: other", "part: toy, title: Toy": "part: toy, title: Other",
        ])
        try laboratory.carryOut(other)
        try setSignals(false)
        let waiting = try laboratory.plan(Self.waiting)
        try laboratory.carryOut(waiting)
        func write(_ plans: [ExperimentPlan]) throws -> Report.Summary {
            try Report(
                store: laboratory.store, outputFolder: laboratory.folder + "/output",
                publishedFolder: laboratory.folder + "/published", figures: ToyFigure.all
            ).write(plans.map { Report.Subject(spec: $0.spec, edition: $0.edition) })
        }
        let table = try #require(try write([waiting, other]).tables.first)
        #expect(table.contains("## Toy\n\n") && table.contains("## Other\n\n"))
        #expect(table.contains("- Toy is not here: toy.txt is missing; none."))
        let rows = table.split(separator: "## ").first { $0.hasPrefix("Toy") }?.split(separator: "\n")
            .filter { $0.hasPrefix("| MSE") }
        #expect(rows?.isEmpty == false && rows?.allSatisfy { !$0.contains(where: \.isNumber) } == true)

        let alone = try write([waiting])
        #expect(alone.tables.isEmpty && alone.written.isEmpty)
        #expect(alone.notes == ["table 9 left as it is: its data is not here"])
    }
}
