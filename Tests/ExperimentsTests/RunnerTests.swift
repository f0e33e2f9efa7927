import DeclarativeFiles
import Experiments
import Foundation
import ProportionInference
import ScientificFormats
import Synchronization
import Testing

@Suite("Carrying out plans")
struct RunnerTests {
    private let laboratory: Laboratory

    init() throws {
        laboratory = try Laboratory()
    }

    /// Everything below the results folder but what records say of when and where.
    private func results(_ store: ResultsStore) throws -> [String: Data] {
        var results = try contents(below: store.root)
        for (path, _) in results where path.hasSuffix("record.json") {
            guard case .object(var members) = try readJSON(store.root + "/" + path) else { continue }
            #expect(members.removeValue(forKey: "provenance") != nil)
            results[path] = Data(StructuredValue.object(members).canonicalJSON().utf8)
        }
        return results
    }

    @Test("one worker or four leave the same bits")
    func sameBits() throws {
        let plan = try laboratory.plan()
        let stores = [1, 4].map { ResultsStore(root: laboratory.folder + "/results-\($0)") }
        try laboratory.carryOut(plan, workers: 1, into: stores[0])
        try laboratory.carryOut(plan, workers: 4, into: stores[1])
        let (one, four) = (try results(stores[0]), try results(stores[1]))
        // Ten runs of four files, and four files of the dataset.
        #expect(one.values.count { !$0.isEmpty } >= 44)
        #expect(one == four)
    }

    @Test("what is done is not done again")
    func reuse() throws {
        let plan = try laboratory.plan()
        let first = try laboratory.carryOut(plan)
        #expect(first.completed == 10 && first.reused == 0 && first.troubles.isEmpty)
        let before = try contents(below: laboratory.store.root)
        let second = try laboratory.carryOut(plan)
        #expect(second.completed == 0 && second.reused == 10)
        #expect(try contents(below: laboratory.store.root) == before)
    }

    @Test("a change does again only what it concerns")
    func partialChange() throws {
        try laboratory.carryOut(try laboratory.plan())
        let more = try laboratory.carryOut(try laboratory.plan(["runs: 2": "runs: 3"]))
        #expect(more.completed == 5 && more.reused == 10)
        let fewer = try laboratory.carryOut(try laboratory.plan(["losses: [mse-dirichlet, ": "losses: ["]))
        #expect(fewer.completed == 0 && fewer.reused == 8)
    }

    @Test("a record keeps what a run was, and its files hold it")
    func record() throws {
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let run = plan.runs[0]
        let record = try laboratory.record(run)
        #expect(record.method == "mse-dirichlet" && record.run == 1 && record.outcome == .completed)
        #expect(record.identity == run.identity.hash && record.recipe == run.identity.recipe)
        let history = try HistoryFile.read(path: laboratory.path(run) + "/history.csv")
        #expect(history.map(\.epoch) == [1, 2, 3, 4, 5])
        let best = try #require(history.min { $0.validation.mmae < $1.validation.mmae })
        #expect(record.selectedEpoch == best.epoch && record.validation == best.validation)
        let predictions = try NPYFile.read(path: laboratory.path(run) + "/predictions.npy")
        #expect(predictions.shape == [30, 3])
        let weights = try SafetensorsFile.read(path: laboratory.path(run) + "/weights.safetensors")
        #expect(weights.tensors.map(\.shape).contains([3, 40]))
        #expect(weights.metadata["identity"] == record.identity)
    }

    @Test(
        "a run whose files are not as they were stored is done again, with the reason",
        arguments: [
            ("record.json", "record.json"), ("weights.safetensors", "not here"), ("predictions.npy", "not the one"),
        ])
    func damage(file: String, reason: String) throws {
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let path = laboratory.path(plan.runs[3]) + "/" + file
        var bytes = Array(try #require(FileManager.default.contents(atPath: path)))
        switch file {
        case "record.json": bytes.removeLast(bytes.count / 2)
        default: bytes[bytes.count - 1] ^= 1
        }
        try FileManager.default.removeItem(atPath: path)
        if file != "weights.safetensors" { try Data(bytes).write(to: URL(filePath: path)) }
        guard case .stale(let found) = laboratory.store.state(of: plan.runs[3]) else {
            Issue.record("the run is not stale")
            return
        }
        #expect(found.contains(reason))
        let again = try laboratory.carryOut(plan)
        #expect(again.completed == 1 && again.reused == 9)
        #expect(throws: Never.self) { try laboratory.record(plan.runs[3]) }
    }

    @Test("a run that fails is recorded, keeps no other from running, and is tried again")
    func failure() throws {
        // The first call is that of the spec's reader, which would refuse it.
        let isRead = Atomic<Bool>(false)
        let laboratory = try Laboratory(
            architecture: .oneLayer { isRead.exchange(true, ordering: .relaxed) })
        let plan = try laboratory.plan(["runs: 2": "runs: 1"])
        let first = try laboratory.carryOut(plan)
        #expect(first.troubles.count == 5)
        #expect(first.troubles.allSatisfy { $0.contains("a signal of 40 points is too short for one-layer") })
        guard case .stale(let reason) = laboratory.store.state(of: plan.runs[0]) else {
            Issue.record("a failed run counts as done")
            return
        }
        #expect(reason.contains("failed"))
    }

    @Test("a run that diverges is recorded with epoch and step, and not repeated")
    func divergence() throws {
        let plan = try laboratory.plan(["0.01": "10", "scale: 1": "scale: 1e36", "losses: [": "losses: [mse]\n#"])
        let first = try laboratory.carryOut(plan)
        #expect(first.troubles.count == plan.runs.count)
        let record = try laboratory.record(plan.runs[0])
        #expect(record.outcome == .diverged)
        #expect(record.reason?.contains("the loss was not finite in epoch 1, step") == true)
        #expect(Selection.best(of: [record]) == nil)
        #expect(try laboratory.carryOut(plan).completed == 0)
    }

    @Test("a dead output is recorded by the name of its class")
    func dead() throws {
        let plan = try laboratory.plan([
            "  batch: 16": "  batch: 16\n  output-bias: {fixed: -1000}", "losses: [": "losses: [mse]\n#",
        ])
        try laboratory.carryOut(plan)
        #expect(try laboratory.record(plan.runs[0]).deadClasses == ["sand", "silt", "clay"])
        let alive = try laboratory.plan(["losses: [": "losses: [ce-softmax]\n#"])
        try laboratory.carryOut(alive)
        #expect(try laboratory.record(alive.runs[0]).deadClasses == [])
    }

    @Test("a stop keeps finished runs, gives up the others, and the next call goes on")
    func interruption() throws {
        let interruption = Interruption()
        let evaluations = Counter()
        let losses = Catalog<any ProportionLoss>(
            kind: "loss",
            entries: LossCatalog.all.names.compactMap { LossCatalog.all[$0] }.map { loss in
                // A run evaluates 60 training and 30 validation samples in each of five epochs, and 30 test samples.
                HookedLoss(base: loss) { if evaluations.increment() == 1000 { interruption.request() } }
            }
        ) { $0.card }
        let laboratory = try Laboratory(losses: losses)
        let plan = try laboratory.plan()
        let first = try laboratory.carryOut(plan, workers: 1, interruption: interruption)
        #expect(first.interrupted && first.completed == 2)
        let second = try laboratory.carryOut(plan)
        #expect(!second.interrupted && second.reused == 2 && second.completed == 8)
    }

    @Test("every loss starts run r with the same order of samples and the same seed")
    func sameStart() throws {
        let plan = try laboratory.plan()
        for run in plan.runs {
            #expect(run.seed == plan.runs[run.run - 1].seed)
        }
        #expect(plan.runs[0].seed != plan.runs[1].seed)
    }

    @Test("a results folder that cannot be written is one clear error")
    func unwritable() throws {
        try Data().write(to: URL(filePath: laboratory.folder + "/file"))
        #expect {
            try laboratory.carryOut(
                try laboratory.plan(), into: ResultsStore(root: laboratory.folder + "/file/results"))
        } throws: { error in
            "\(error)".contains("could not make the folder")
        }
    }

    @Test("what crashed writers left is removed by the next write")
    func leftovers() throws {
        let plan = try laboratory.plan()
        let parent = URL(filePath: laboratory.path(plan.runs[0])).deletingLastPathComponent().path()
        // Of a writer without a lease nothing is known but how long it has been silent: a day is enough.
        let leftover = parent + "/.unfinished-run-1-99999999"
        try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: leftover)
        try laboratory.carryOut(plan)
        #expect(!FileManager.default.fileExists(atPath: leftover))
        #expect(try contents(below: laboratory.store.root).keys.allSatisfy { !$0.contains(".unfinished") })
    }
}

/// A counter that closures share.
private final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    func increment() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
