import DeclarativeFiles
import Experiments
import Foundation
import ProportionInference
import ScientificFormats
import Synchronization
import Testing

@Suite("After failures, stops and damage")
struct RecoveryTests {
    @Test("a copied folder of a run is told, and not counted as another run")
    func copiedFolder() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let folder = laboratory.path(plan.runs[0])
        try FileManager.default.copyItem(atPath: folder, toPath: folder.replacing("run-1", with: "run-7"))
        let (records, damaged) = laboratory.store.records(experiment: "toy", edition: "paper")
        #expect(records.count == 10)
        #expect(damaged.count == 1 && damaged[0].folder == "run-7" && damaged[0].reason.contains("copied or renamed"))
    }

    @Test("a pipe in the place of a file of results is told, and not waited for", .timeLimit(.minutes(1)))
    func pipes() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let folder = laboratory.path(plan.runs[0])
        func putPipe(_ path: String) throws -> String {
            try FileManager.default.removeItem(atPath: path)
            #expect(mkfifo(path, 0o644) == 0)
            return path
        }
        for (name, read) in [
            ("history.csv", { _ = try HistoryFile.read(path: $0) }),
            ("blocks.csv", { _ = try BlockScoresFile.read(path: $0) }),
        ] as [(String, (String) throws -> Void)] {
            let path = try putPipe(folder + "/" + name)
            #expect(throws: FormatError(file: path, reason: "not a regular file")) { try read(path) }
        }
        _ = try putPipe(folder + "/record.json")
        let damaged = laboratory.store.records(experiment: "toy", edition: "paper").damaged
        #expect(damaged.count == 1 && damaged[0].reason.hasSuffix("not a regular file"), "\(damaged)")
    }

    @Test("a run that fails keeps no other from running, and is the only one that is tried again")
    func oneFailure() throws {
        // The first two calls are those of the spec's reader, for the signal's length and for the memory, and the third is that of
        // the first run.
        let calls = Atomic<Int>(0)
        let laboratory = try Laboratory(
            architecture: .oneLayer { calls.wrappingAdd(1, ordering: .relaxed).newValue == 3 })
        let plan = try laboratory.plan()
        let first = try laboratory.carryOut(plan, workers: 1)
        #expect(
            first.troubles == ["toy · mse-dirichlet · run 1: failed: a signal of 40 points is too short for one-layer"])
        for run in plan.runs.dropFirst() { #expect(try laboratory.record(run).outcome == .completed) }
        let second = try laboratory.carryOut(plan)
        #expect(second.completed == 1 && second.reused == 9 && second.troubles.isEmpty)
        #expect(try laboratory.record(plan.runs[0]).outcome == .completed)
    }

    // The gradients of the first step, about 1e20 times 1e20, are too large for a `Float` and spoil the second.
    @Test("a divergence is told with its epoch and step, then and whenever the run is reused")
    func divergence() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan([
            "scale: 1": "scale: 1e20", "losses: [": "losses: [mse]\n#", "runs: 2": "runs: 1",
        ])
        let troubles = ["toy · mse · run 1: diverged: the loss was not finite in epoch 1, step 2"]
        #expect(try laboratory.carryOut(plan).troubles == troubles)
        let again = try laboratory.carryOut(plan)
        #expect(again.troubles == troubles && again.reused == 1 && again.completed == 0)
    }

    @Test("a run that cannot be stored is told, and keeps no other from being stored")
    func notStored() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        let obstacle = URL(filePath: laboratory.path(plan.runs[0])).deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: obstacle.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: obstacle)
        let summary = try laboratory.carryOut(plan)
        #expect(summary.completed == 8 && summary.troubles.count == 2)
        #expect(
            summary.troubles.allSatisfy { $0.contains("mse-dirichlet") && $0.contains("could not make the folder") })
    }

    @Test("a stop is counted and told for the run under way alone")
    func stop() throws {
        let interruption = Interruption()
        let lines = Mutex("")
        let losses = Catalog<any ProportionLoss>(
            kind: "loss",
            entries: LossCatalog.all.entries.map { loss in
                HookedLoss(base: loss) {
                    // The third run is under way.
                    if lines.withLock({ $0.contains("[2/10]") }) { interruption.request() }
                }
            }
        ) { $0.card }
        let laboratory = try Laboratory(losses: losses)
        let plan = try laboratory.plan()
        try laboratory.carryOut(
            plan, workers: 1, interruption: interruption,
            progress: ProgressBoard(style: .lines) { text in lines.withLock { $0 += text } })
        let stopped = lines.withLock { $0.split(separator: "\n").filter { $0.contains("stopped") } }
        #expect(stopped == ["  ce-dirichlet · run 1: stopped  [2/10]"])
        #expect(
            plan.runs.map { laboratory.store.state(of: $0) == .missing } == [false, false]
                + .init(repeating: true, count: 8))
    }

    @Test("what a writer that still lives has begun is left alone")
    func livingWriter() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        let parent = URL(filePath: laboratory.path(plan.runs[0])).deletingLastPathComponent().path()
        let living = parent + "/.unfinished-run-1-\(getppid())"
        try FileManager.default.createDirectory(atPath: living, withIntermediateDirectories: true)
        try laboratory.carryOut(plan)
        #expect(FileManager.default.fileExists(atPath: living))
        #expect(laboratory.store.records(experiment: "toy", edition: "paper").records.count == 10)
    }

    @Test(
        "facts of the dataset that are damaged are made again, though no run is",
        arguments: ["dataset.json", "rgb.npy", "regions.npy", "proportions.npy"])
    func facts(file: String) throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let folder = laboratory.store.datasetFolder(experiment: "toy", edition: "paper")
        let before = try contents(below: folder)
        try Data("{".utf8).write(to: URL(filePath: folder + "/" + file))
        let again = try laboratory.carryOut(plan)
        #expect(again.completed == 0 && again.reused == 10)
        #expect(try contents(below: folder) == before)
    }

    @Test("patterns come back as they were stored, and are made again where they are damaged")
    func patterns() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan(Laboratory.duo)
        try laboratory.carryOut(plan)
        let folder = laboratory.store.datasetFolder(experiment: "toy", edition: "paper-partial")
        let facts = try DatasetFacts.read(folder: folder)
        let expected = try plan.spec.dataset.prepare(plan.source, options: PreparationOptions()).picture?.patterns
        #expect(try facts.picture(folder: folder)?.patterns == expected && expected?.patterns.count == 2)

        let before = try contents(below: folder)
        let path = folder + "/patterns.npy"
        let numbers = try NPYFile.read(path: path)
        #expect(numbers.shape == [3, 40])
        var falling = numbers.values
        falling[1] = -1
        let others = [
            Array("{".utf8), NPYFile.encode(Array(numbers.values.dropLast(40)), shape: [2, 40]),
            NPYFile.encode(numbers.values, shape: [120]), NPYFile.encode(falling, shape: [3, 40]),
            NPYFile.encode([Double](), shape: [3, 0]),
        ]
        for bytes in others {
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: FormatError.self) { try facts.picture(folder: folder) }
            let again = try laboratory.carryOut(plan)
            #expect(again.completed == 0 && again.reused == 10)
            #expect(try contents(below: folder) == before)
        }
        var json = try readJSON(folder + "/dataset.json")
        json["patterns"]?["marks"] = .array([])
        try writeJSON(json, to: folder + "/dataset.json")
        #expect(throws: FormatError.self) { try DatasetFacts.read(folder: folder).picture(folder: folder) }
    }

    @Test(
        "a record that is not what it should be is told by file and key",
        arguments: [
            ("identity", StructuredValue?.none, "record.json: identity: is missing"),
            ("run", "one", "record.json: run: "),
            ("format", 3, "record.json: format: version 3 of the format, not 2"),
        ])
    func record(key: String, value: StructuredValue?, message: String) throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let path = laboratory.path(plan.runs[0]) + "/record.json"
        var record = try readJSON(path)
        record[key] = value
        try writeJSON(record, to: path)
        guard case .stale(let reason) = laboratory.store.state(of: plan.runs[0]) else {
            Issue.record("the run is not stale")
            return
        }
        #expect(reason.contains(message), "\(reason)")
        #expect(laboratory.store.records(experiment: "toy", edition: "paper").damaged.map(\.reason) == [reason])
    }

    @Test(
        "an edited record counts as not done, and is told",
        arguments: [
            (["validation", "mmae"], StructuredValue.number(0.001), "it was edited"),
            (["outcome"], "diverged", "it was edited"), (["methodTitle"], "Another", "it was edited"),
            (["digest"], .null, "it was edited"), (["something"], 1, "it was edited"),
            (["effort"], "short", "is of toy, effort short"), (["experiment"], "joy", "is of joy"),
            (["identity"], "00", "its identity is not that of its recipe"),
            (["recipe", "seed"], "8", "its identity is not that of its recipe"),
        ])
    func edited(keys: [String], value: StructuredValue, message: String) throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let path = laboratory.path(plan.runs[0]) + "/record.json"
        var record = try readJSON(path)
        if keys.count == 2 { record[keys[0]]?[keys[1]] = value } else { record[keys[0]] = value }
        try writeJSON(record, to: path)
        guard case .stale(let reason) = laboratory.store.state(of: plan.runs[0]) else {
            Issue.record("the run is not stale")
            return
        }
        #expect(reason.contains(message), "\(reason)")
        let again = try laboratory.carryOut(plan)
        #expect(again.completed == 1 && again.reused == 9)
        #expect(laboratory.store.records(experiment: "toy", edition: "paper").damaged.isEmpty)
    }

    @Test(
        "a copy of a run under another name is not counted as one more",
        arguments: ["run-01", "run-+1", "run-7", "run-x"])
    func copied(name: String) throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let before = laboratory.store.records(experiment: "toy", edition: "paper")
        let run = URL(filePath: laboratory.path(plan.runs[0]))
        try FileManager.default.copyItem(at: run, to: run.deletingLastPathComponent().appending(path: name))
        let found = laboratory.store.records(experiment: "toy", edition: "paper")
        #expect(found.records.map(\.identity) == before.records.map(\.identity))
        #expect(found.damaged.map(\.folder) == [name])
    }

    @Test("where and when a record was made may be told otherwise, and a record of the first format gets its digest")
    func sealing() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let path = laboratory.path(plan.runs[0]) + "/record.json"
        let whole = try readJSON(path)
        var record = whole
        record["provenance"]?["seconds"] = 1e6
        try writeJSON(record, to: path)
        #expect(throws: Never.self) { try laboratory.record(plan.runs[0]) }
        record = whole
        record["digest"] = nil
        record["format"] = 1
        try writeJSON(record, to: path)
        #expect(try laboratory.record(plan.runs[0]).digest == nil)
        #expect(try laboratory.store.sealRecords().sealed == 1)
        #expect(try readJSON(path) == whole)
    }

    @Test("what a crashed writer has left is gone after the next call, even where nothing is written")
    func leftOvers() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let before = try contents(below: laboratory.store.root)
        let parent = URL(filePath: laboratory.path(plan.runs[0])).deletingLastPathComponent().path()
        let staged = try StagedFolder(in: parent, for: "run-1")
        try staged.write("record.json", [1])
        let living = URL(filePath: staged.path).deletingLastPathComponent().path().dropLast()
        // The same folder without the lock of a writer that lives.
        try FileManager.default.copyItem(atPath: String(living), toPath: living + "0")
        try laboratory.carryOut(plan)
        #expect(FileManager.default.fileExists(atPath: String(living)))
        staged.discard()
        let after = try contents(below: laboratory.store.root)
        #expect(Set(after.keys).symmetricDifference(before.keys) == [])
        #expect(after == before)
    }

    @Test("a changed recipe is told by the first key that differs, with both values")
    func difference() throws {
        let laboratory = try Laboratory()
        try laboratory.carryOut(try laboratory.plan())
        let changed = try laboratory.plan(["epochs: 5": "epochs: 6"])
        #expect(
            laboratory.store.state(of: changed.runs[0]) == .stale("it was made from method.training.epochs 5, not 6"))
    }
}

@Suite("Which run stands for a method")
struct SelectionTests {
    /// Records that differ in number, validation MMAE and outcome alone; an MMAE of nothing stands for not a number.
    private func records(_ runs: [(mmae: Double?, outcome: String)]) throws -> [RunRecord] {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let template = try readJSON(laboratory.path(plan.runs[0]) + "/record.json")
        return try runs.enumerated().map { index, run in
            var record = template
            record["run"] = .integer(index + 1)
            record["outcome"] = .string(run.outcome)
            record["validation"] = ["rmse": 0.1, "mmae": run.mmae.map { .number($0) } ?? .null, "rrs": 0.5]
            return try JSONDecoder().decode(RunRecord.self, from: Data(record.canonicalJSON().utf8))
        }
    }

    @Test("the lowest number of equals, whatever their order")
    func ties() throws {
        let records = try records([(0.3, "completed"), (0.2, "completed"), (0.2, "completed")])
        #expect(Selection.best(of: records)?.run == 2)
        #expect(Selection.best(of: records.reversed())?.run == 2)
    }

    @Test("never one that diverged, failed, or has no finite score")
    func unfit() throws {
        let unfit: [(Double?, String)] = [(0.1, "diverged"), (0.1, "failed"), (nil, "completed")]
        #expect(Selection.best(of: try records(unfit)) == nil)
        #expect(Selection.best(of: try records(unfit + [(0.9, "completed")]))?.run == 4)
    }
}
