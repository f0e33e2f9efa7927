import Experiments
import Foundation
import ProportionInference
import ScientificFormats
import Synchronization
import Testing

@Suite("Test parts, and those that are absent")
struct AbsentPartTests {
    private let laboratory: Laboratory

    init() throws {
        laboratory = try Laboratory()
    }

    private func facts(_ plan: ExperimentPlan) throws -> DatasetFacts {
        try DatasetFacts.read(
            folder: laboratory.store.datasetFolder(experiment: plan.spec.name, edition: plan.edition))
    }

    @Test("a record has the scores and the predictions of every test part")
    func twoParts() throws {
        try laboratory.setMeasured(true)
        let plan = try laboratory.plan(Laboratory.duo)
        #expect(plan.edition == "paper" && plan.source.absent.isEmpty)
        #expect(try laboratory.carryOut(plan).completed == 10)
        for run in plan.runs {
            let record = try laboratory.record(run)
            #expect(record.tests.map(\.part) == ["made", "measured"])
            #expect(record.tests.map(\.predictions.file) == ["predictions-made.npy", "predictions-measured.npy"])
            for test in record.tests {
                let array = try NPYFile.read(path: laboratory.path(run) + "/" + test.predictions.file)
                #expect(array.shape == [30, 3])
            }
        }
        #expect(
            try facts(plan).samples == ["training": 60, "validation": 30, "test made": 30, "test measured": 30])
        #expect(try laboratory.carryOut(plan).reused == 10)
        try FileManager.default.removeItem(atPath: laboratory.path(plan.runs[0]) + "/predictions-measured.npy")
        #expect(try laboratory.carryOut(plan).completed == 1)
    }

    @Test("without the files of a test part the others are scored, in an edition of their own")
    func absent() throws {
        let partial = try laboratory.plan(Laboratory.duo)
        let missing = AbsentPart(name: "measured", reason: "measured.txt is missing; Ask the neighbour.")
        #expect(partial.edition == "paper-partial" && partial.source.absent == [missing])
        let text = Mutex("")
        try laboratory.carryOut(
            partial, progress: ProgressBoard(style: .lines) { more in text.withLock { $0 += more } })
        #expect(text.withLock { $0 }.contains("  without measured: measured.txt is missing; Ask the neighbour.\n"))
        let record = try laboratory.record(partial.runs[0])
        #expect(record.tests.map(\.part) == ["made"] && record.standIn == nil)
        #expect(try facts(partial).absentParts == [missing])
        #expect(try facts(partial).source.absent == [missing])
        #expect(laboratory.store.edition(experiment: "toy", effort: .paper) == "paper-partial")
        let kept = try contents(below: laboratory.store.root + "/toy/paper-partial")

        try laboratory.setMeasured(true)
        let whole = try laboratory.plan(Laboratory.duo)
        #expect(zip(whole.runs, partial.runs).allSatisfy { $0.identity.hash != $1.identity.hash })
        #expect(try laboratory.carryOut(whole).completed == 10)
        #expect(try contents(below: laboratory.store.root + "/toy/paper-partial") == kept)
        #expect(laboratory.store.edition(experiment: "toy", effort: .paper) == "paper")
    }

    @Test("a stand-in for the whole dataset keeps its edition, whatever else is missing")
    func standIn() throws {
        try FileManager.default.removeItem(atPath: laboratory.folder + "/data/toy.txt")
        #expect(try laboratory.plan(Laboratory.duo).edition == "paper-stand-in")
        #expect(try laboratory.plan(Laboratory.duo, effort: .smoke).edition == "smoke-stand-in")
    }

    @Test("only what is absent enters the identity, by its name alone")
    func identity() throws {
        #expect(try laboratory.plan().data.recipe["absent"] == nil)
        let plan = try laboratory.plan(Laboratory.duo)
        #expect(plan.data.recipe["absent"] == .array(["measured"]))
        let others = [AbsentPart(name: "measured", reason: "in other words")]
        let source = DatasetSource(files: plan.source.files, absent: others)
        let other = ExperimentPlan(spec: plan.spec, effort: .paper, source: source)
        #expect(other.data == plan.data)
        // The facts say what is said now, without any run.
        try laboratory.carryOut(plan)
        #expect(try laboratory.carryOut(other).completed == 0)
        #expect(try facts(plan).absentParts == others)
    }

    @Test("the editions are shown in the order whole, partial, stand-in", arguments: Effort.allCases)
    func editions(effort: Effort) throws {
        func edition() -> String? { laboratory.store.edition(experiment: "toy", effort: effort) }
        let names = ["-stand-in", "-partial", ""].map { effort.rawValue + $0 }
        #expect(edition() == nil)
        for name in names {
            try FileManager.default.createDirectory(
                atPath: laboratory.store.root + "/toy/" + name, withIntermediateDirectories: true)
            #expect(edition() == name)
        }
    }

    @Test("facts without absent parts are stored as they were before there were any")
    func olderFacts() throws {
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let folder = laboratory.store.datasetFolder(experiment: "toy", edition: "paper")
        #expect(try readJSON(folder + "/dataset.json")["absent"] == nil)
        #expect(try facts(plan).absentParts.isEmpty)
    }
}
