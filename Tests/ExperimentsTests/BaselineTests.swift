import DeclarativeFiles
import Experiments
import Foundation
import ProportionInference
import Testing

@Suite("Baselines of an experiment")
struct BaselineTests {
    private let laboratory: Laboratory
    static let both: KeyValuePairs = [
        "losses: [mse-dirichlet, ce-dirichlet, ce-softmax, mse, mse-proportion]":
            "losses: [mse]\nbaselines: [uniform, {drawn: {remark: it was drawn}}]"
    ]

    init() throws {
        laboratory = try Laboratory()
    }

    private func problem(_ baselines: String) throws -> String {
        let error = try #require(throws: InvalidDeclaration.self) {
            try laboratory.spec(["selection:": "baselines: \(baselines)\nselection:"])
        }
        return error.problems.map { "\($0.place.line):\($0.place.column): \($0.message)" }.joined(separator: "\n")
    }

    @Test("stand behind the losses, and are read with their settings")
    func reading() throws {
        let spec = try laboratory.spec(Self.both)
        #expect(spec.methodCards.map(\.name) == ["mse", "uniform", "drawn"])
        #expect(try laboratory.spec().baselines.isEmpty)
        #expect(try problem("[unifrom]").hasPrefix("13:13: unknown baseline 'unifrom'; did you mean 'uniform'?"))
        #expect(try problem("[uniform, uniform]") == "13:22: baseline 'uniform' is listed more than once")
        let misspelt = try problem("[{uniform: {remrk: x}}]")
        #expect(misspelt.contains("unknown key 'remrk'") && misspelt.contains("did you mean 'remark'?"))
        #expect(try problem("uniform").contains("must be a list of names or one-key mappings"))
    }

    @Test("are run once where nothing is drawn, and as often as networks otherwise")
    func repetitions() throws {
        let plan = try laboratory.plan(Self.both)
        #expect(
            plan.runs.map { "\($0.place.method) \($0.run)" } == ["mse 1", "mse 2", "uniform 1", "drawn 1", "drawn 2"])
        #expect(try laboratory.plan(Self.both, effort: .smoke).runs.count == 3)
        // Other methods are no part of an identity.
        let alone = try laboratory.plan()
        let identity = try #require(plan.runs.first).identity
        #expect(alone.runs.contains { $0.identity == identity })
    }

    @Test("may have a number of runs of their own, if they draw anything")
    func ownRuns() throws {
        let own: KeyValuePairs = [
            "losses: [mse-dirichlet, ce-dirichlet, ce-softmax, mse, mse-proportion]":
                "losses: [mse]\nbaselines: [{drawn: {runs: 4}}]"
        ]
        #expect(
            try laboratory.plan(own).runs.map(\.place.method) == ["mse", "mse"] + Array(repeating: "drawn", count: 4))
        #expect(try laboratory.plan(own, effort: .short).runs.count == 4)
        #expect(
            try problem("[{uniform: {runs: 4}}]").hasSuffix(
                "uniform gives the same in every run, and is carried out once"))
        #expect(try problem("[{drawn: {runs: 0}}]").contains("must be a whole number from 1 to 1000"))
    }

    @Test("leave records with tables and remarks, and are run again where a table is not as it was")
    func records() throws {
        let plan = try laboratory.plan(Self.both)
        #expect(try laboratory.carryOut(plan).completed == 5)
        let drawn = try laboratory.record(plan.runs[3])
        #expect(drawn.remarks == ["it was drawn"] && drawn.tables?.map(\.file) == ["notes.csv"])
        #expect(drawn.validation == nil && drawn.weights == nil && drawn.history == nil)
        let network = try laboratory.record(plan.runs[0])
        #expect(network.remarks == nil && network.tables == nil)
        let text = try String(contentsOfFile: laboratory.path(plan.runs[0]) + "/record.json", encoding: .utf8)
        #expect(!text.contains("remarks") && !text.contains("tables"))
        try Data("what\nsomething\n".utf8).write(to: URL(filePath: laboratory.path(plan.runs[2]) + "/notes.csv"))
        #expect(try laboratory.carryOut(plan).completed == 1)
    }
}
