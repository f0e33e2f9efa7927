import Experiments
import Foundation
import ProportionInference
import ScientificFormats
import Synchronization
import Testing

@Suite("Histories, selection and progress")
struct SmallPartsTests {
    @Test("an epoch comes back from its file bit for bit")
    func historyRoundTrip() throws {
        let epochs = [
            EpochRecord(
                epoch: 1, trainingLoss: 0.1, validationLoss: 1.0 / 3,
                validation: Scores(rmse: 0.1, mmae: 1e-300, rrs: 1),
                deadClasses: []),
            EpochRecord(
                epoch: 2, trainingLoss: .pi, validationLoss: 2, validation: Scores(rmse: 0, mmae: 0.5, rrs: 0),
                deadClasses: [0, 3]),
        ]
        let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID()).csv").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(HistoryFile.encode(epochs)).write(to: URL(filePath: path))
        #expect(try HistoryFile.read(path: path) == epochs)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // A diverged run has epochs without a finite number, which equal nothing.
        let diverged = EpochRecord(
            epoch: 1, trainingLoss: .nan, validationLoss: .infinity,
            validation: Scores(rmse: .nan, mmae: .infinity, rrs: 0), deadClasses: [])
        try Data(HistoryFile.encode([diverged])).write(to: URL(filePath: path))
        let read = try #require(try HistoryFile.read(path: path).first)
        #expect(read.trainingLoss.isNaN && read.validationLoss == .infinity)
        #expect(read.validation.rmse.isNaN && read.validation.mmae == .infinity)
        for broken in [text.replacing("3.14", with: "x3.14"), text.replacing(",0 3", with: ",0 b"), "epoch\n1\n", ""] {
            try Data(broken.utf8).write(to: URL(filePath: path))
            #expect(throws: FormatError.self) { try HistoryFile.read(path: path) }
        }
    }

    @Test("durations are said as people say them")
    func durations() {
        #expect(TimeText.rough(.seconds(0.4)) == "0 s")
        #expect(TimeText.rough(.seconds(59.6)) == "1 min 0 s")
        #expect(TimeText.rough(.seconds(200)) == "3 min 20 s")
        #expect(TimeText.rough(.seconds(7500)) == "2 h 5 min")
    }

    @Test("the selected run has the lowest validation MMAE, and the lowest number of equals")
    func selection() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan(["runs: 2": "runs: 4"])
        try laboratory.carryOut(plan)
        let records = try plan.runs.prefix(4).map { try laboratory.record($0) }
        let best = try #require(Selection.best(of: Array(records)))
        #expect(records.allSatisfy { ($0.validation?.mmae ?? 1) >= (best.validation?.mmae ?? 1) })
        #expect(Selection.best(of: [best, best])?.run == best.run && Selection.best(of: []) == nil)
    }

    @Test("progress off a terminal is plain lines that name every run and its score")
    func progressLines() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        let sink = Sink()
        try laboratory.carryOut(plan, progress: ProgressBoard(style: .lines) { sink.write($0) })
        let printed = sink.contents
        #expect(!printed.contains("\u{1B}"))
        #expect(printed.contains("toy: 10 runs to do, about ") && printed.contains("(effort paper)"))
        for run in plan.runs {
            #expect(printed.contains("\(run.method.card.name) · run \(run.run): validation MMAE "))
        }
        #expect(printed.contains("[10/10]"))
    }

    @Test("progress on a terminal redraws in place and leaves only finished lines")
    func progressTerminal() throws {
        let laboratory = try Laboratory()
        let sink = Sink()
        try laboratory.carryOut(
            try laboratory.plan(["epochs: 5": "epochs: 400"]),
            progress: ProgressBoard(style: .terminal) { sink.write($0) })
        #expect(sink.contents.contains("\u{1B}[J"))
        #expect(sink.contents.hasSuffix("\u{1B}[J") || sink.contents.hasSuffix("[10/10]\n"))
    }

    /// Takes text from several threads.
    private final class Sink: Sendable {
        private let text = Mutex("")

        func write(_ more: String) { text.withLock { $0 += more } }

        var contents: String { text.withLock { $0 } }
    }
}
