import DeclarativeFiles
import Foundation
import ScientificFormats
import Testing

@Suite("From a command to tables", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct ReproductionTests {
    private let program: Program
    private let smoke = ["--effort", "smoke"] + Program.experiments
    private let image = ["--only", "jasper-ridge"] + Program.published
    private static let data = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

    init() throws {
        program = try Program()
    }

    @Test("without data a named stand-in takes the image's place, and no published number stands beside it")
    func standIn() throws {
        let first = try program.start(["reproduce"] + smoke + image).wait()
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("stand-in"))
        let made = try program.files(below: "paper-tables")
        let names = [
            "table2.md", "table2.tex", "table2.csv", "fig2.png", "fig2.pdf", "fig3.png", "fig3.pdf", "fig3.svg",
        ]
        for name in names + ["curves-jasper-ridge.png", "curves-jasper-ridge.pdf"] {
            #expect(made["smoke-stand-in/" + name] != nil, "\(name)")
        }
        #expect(made.keys.allSatisfy { $0.hasPrefix("smoke-stand-in/") })
        #expect(made["smoke-stand-in/fig3.png"]?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
        #expect(made["smoke-stand-in/fig3.pdf"]?.starts(with: Data("%PDF".utf8)) == true)

        // The maps for the page are of the runs that are shown.
        let maps = try JSONDecoder().decode(
            StructuredValue.self, from: #require(made["smoke-stand-in/maps-jasper-ridge.json"]))
        let digests = try program.files(below: "results", endings: ["predictions.npy"]).values.map {
            StructuredValue.string(ContentDigest.sha256(Array($0)))
        }
        guard case .array(let methods) = maps["methods"] else {
            Issue.record("no methods")
            return
        }
        #expect(methods.count == 10 && methods.allSatisfy { $0["predictions"].map(digests.contains) == true })

        let csv = String(decoding: try #require(made["smoke-stand-in/table2.csv"]), as: UTF8.self)
        let rows = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let published = try #require(rows[0].firstIndex(of: "published"))
        #expect(rows.count == 1 + 3 * 10 && rows.dropFirst().allSatisfy { $0[published].isEmpty })

        let records = try program.files(below: "results")
        let second = try program.start(["reproduce"] + smoke + image).wait()
        #expect(second.status == 0 && second.errors.contains("all 10 runs were done before"))
        #expect(try program.files(below: "results") == records)
        #expect(try program.files(below: "paper-tables") == made)

        // What is committed of results is enough for the tables, and says so of the figures.
        for file in records.keys where file.hasSuffix(".npy") || file.hasSuffix(".safetensors") {
            try FileManager.default.removeItem(atPath: program.folder + "/results/" + file)
        }
        let again = try program.start(["report", "--output", "again"] + smoke + Program.published).wait()
        #expect(again.status == 0 && again.errors.contains("fig2, fig3, maps-jasper-ridge left as it is"))
        for name in names.prefix(3) {
            #expect(try program.files(below: "again")["smoke-stand-in/" + name] == made["smoke-stand-in/" + name])
        }
    }

    @Test(
        "on the real image published numbers stand beside ours",
        .enabled(if: data != nil, "PROPORTIONS_DATA does not name a folder with the real image"))
    func realImage() throws {
        let data = URL(filePath: try #require(Self.data)).path()
        let ending = try program.start(["reproduce"] + smoke + image, data: data).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(!ending.output.contains("stand-in"))
        let made = try program.files(below: "paper-tables")
        let csv = String(decoding: try #require(made["smoke/table2.csv"]), as: UTF8.self)
        #expect(csv.contains("2,jasper-ridge,MSE & Dirichlet,mmae,") && csv.contains(",2.34,smoke,"))
        let predictions = try program.files(below: "results", endings: ["predictions.npy"])
        #expect(predictions.count == 10)
        for bytes in predictions.values {
            #expect(String(decoding: bytes.prefix(128), as: UTF8.self).contains("'shape': (3300, 4)"))
        }
    }

    @Test("Ctrl-C keeps what is finished, kill -9 leaves only whole records, and the next call goes on")
    func stops() throws {
        // The losses alone: what is done to a run does not depend on its method, and UnDIP takes minutes.
        let spec = try String(contentsOfFile: Program.repository + "/experiments/jasper-ridge.yaml", encoding: .utf8)
        let baselines = try #require(spec.firstRange(of: #/baselines:\n(  - .*\n)+/#))
        let figure = try #require(spec.firstRange(of: #/ {4}abundance-maps: .*\n/#))
        var losses = spec
        losses.removeSubrange(figure)
        losses.removeSubrange(baselines)
        try Data(losses.utf8).write(to: URL(filePath: program.folder + "/losses.yaml"))
        let arguments = ["run", "losses.yaml", "--effort", "short"]
        let interrupted = try program.start(arguments + ["--workers", "1"] + Program.experiments)
        try waitForRecord(count: 1)
        interrupted.process.interrupt()
        let ending = interrupted.wait()
        #expect(ending.status == 130 && ending.errors.contains("finished runs are kept"))
        let kept = try finishedRecords()
        #expect(kept.count >= 1 && kept.count < 10)

        let killed = try program.start(arguments + Program.experiments)
        try waitForRecord(count: kept.count + 1)
        kill(killed.process.processIdentifier, SIGKILL)
        _ = killed.wait()
        let whole = try finishedRecords()
        for (name, bytes) in whole {
            #expect(throws: Never.self, "\(name)") { try JSONSerialization.jsonObject(with: bytes) }
        }
        for (name, bytes) in kept { #expect(whole[name] == bytes, "\(name)") }

        let last = try program.start(arguments + Program.experiments).wait()
        #expect(last.status == 0 && last.output.contains("MSE & prop."), "\(last.errors)")
        let all = try finishedRecords()
        #expect(all.count == 10)
        for (name, bytes) in whole { #expect(all[name] == bytes, "\(name)") }
    }

    /// The records of finished runs: one that is being written, or was when the program was killed, is none yet.
    private func finishedRecords() throws -> [String: Data] {
        try program.files(below: "results", endings: ["record.json"]).filter { !$0.key.contains("/.unfinished-") }
    }

    /// Waits until so many runs are stored, a minute at most.
    private func waitForRecord(count: Int) throws {
        for _ in 0..<1200 {
            if try finishedRecords().count >= count { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        Issue.record("no \(count) records after a minute")
    }
}
