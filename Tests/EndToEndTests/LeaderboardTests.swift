import DeclarativeFiles
import Experiments
import Foundation
import Testing

@Suite("Leaderboards from records", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct LeaderboardTests {
    private let program: Program

    init() throws {
        program = try Program()
        for folder in ["results", "experiments"] {
            try FileManager.default.copyItem(
                atPath: Program.repository + "/" + folder, toPath: program.folder + "/" + folder)
        }
    }

    private func report() throws -> Program.Ending {
        try program.start(["report", "--tables-only", "--quiet"] + Program.published).wait()
    }

    /// The rows of a leaderboard as the page has them, cell by cell.
    private func board(_ title: String) throws -> [[String]] {
        let files = try program.files(below: "paper-tables")
        let page = String(decoding: try #require(files["index.html"]), as: UTF8.self)
        let begin = try #require(page.firstRange(of: "<h3 id=\"leaderboard-"))
        let rest = page[begin.lowerBound...]
        let table = try #require(rest.firstRange(of: "\">\(title)</h3>"))
        let body = rest[table.upperBound...]
        let end = try #require(body.firstRange(of: "</tbody>"))
        return body[..<end.lowerBound].split(separator: "<tr class").dropFirst().map { row in
            row.matches(of: /<t[hd][^>]*>(.*?)<\/t[hd]>/).map {
                String($0.1).replacing(/<[^>]*>/, with: "").replacing("&amp;", with: "&")
            }
        }
    }

    private func contents(_ path: String) throws -> StructuredValue {
        try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: URL(filePath: path)))
    }

    @Test("all methods on the same samples stand in the order of their mean MMAE, whichever experiment they are of")
    func order() throws {
        let root = program.folder + "/results"
        let identity = try contents(root + "/jasper-ridge/paper/dataset/dataset.json")["identity"]
        var scores: [String: [Double]] = [:]
        var inferences: [String: Set<String>] = [:]
        let specs = try program.files(below: "experiments").keys
        for path in try program.files(below: "results").keys where path.hasSuffix("/record.json") {
            let parts = path.split(separator: "/").map(String.init)
            // What lies in a folder of the folder 'beyond' has no place.
            guard specs.contains("\(parts[0]).yaml") || specs.contains("beyond/\(parts[0]).yaml") else { continue }
            guard try contents("\(root)/\(parts[0])/paper/dataset/dataset.json")["identity"] == identity else {
                continue
            }
            guard case .array(let tests) = try contents(root + "/" + path)["tests"],
                case .number(let mmae) = tests.first?["scores"]?["mmae"],
                case .string(let digest) = tests.first?["predictions"]?["sha256"]
            else { continue }
            inferences["\(parts[0])/\(parts[2])", default: []].insert(digest)
            scores["\(parts[0])/\(parts[2])", default: []].append(mmae)
        }
        #expect(inferences["jasper-ridge/sunsal"] == inferences["baselines-jasper-ridge/sunsal"])
        // What was inferred with the same bits in two experiments is shown once.
        var known: Set<Set<String>> = []
        for (method, digests) in inferences where !known.insert(digests).inserted { scores[method] = nil }
        let means = scores.values.map { 100 * $0.reduce(0, +) / Double($0.count) }.sorted()
        #expect(Set(scores.keys.map { $0.split(separator: "/")[0] }).count > 1)

        #expect(try report().status == 0)
        let rows = try board("Jasper Ridge")
        #expect(rows.map { String($0[1].prefix { $0 != " " }) } == means.map { String(format: "%.2f", $0) })
        #expect(rows[0][3] == "best" && rows.dropFirst().allSatisfy { $0[3] != "best" })
        #expect(rows.contains { $0.last == "true spectra of the classes" })
        #expect(rows.contains { $0.last == "labels of 5000 pixels, and of 1700 to choose" })
        #expect(rows.count { $0[0].hasPrefix("SUnSAL Jasper Ridge") } == 1)
        let page = String(decoding: try #require(program.files(below: "paper-tables")["index.html"]), as: UTF8.self)
        let tables = try #require(page.firstRange(of: "<h2 id=\"tables\">"))
        #expect(page[tables.upperBound...].contains("<h2 id=\"leaderboards\">"), "leaderboards stand before tables")
        // Measured patterns are known by their names, however they are prepared.
        let measured = try board("X-ray diffraction: Measured data").map { $0[0] }
        #expect(measured.contains { $0.hasSuffix("networks for measured patterns") })
        #expect(measured.contains { $0.hasSuffix("Rietveld X-ray diffraction") })
        // The text counts what the page lists.
        let ties = try board("X-ray diffraction: Measured data").count { $0[3] == "ties" }
        let text = String(decoding: try #require(program.files(below: "paper-tables")["README.md"]), as: UTF8.self)
        #expect(ties > 3 && text.contains("; and \(ties - 3) more "))

        try FileManager.default.removeItem(atPath: root + "/accurate-jasper-ridge")
        #expect(try report().status == 0)
        #expect(try board("Jasper Ridge").count < rows.count)

        try Data("name: xrd\n".utf8).write(to: URL(filePath: program.folder + "/experiments/beyond/broken.yaml"))
        let ending = try report()
        #expect(ending.status != 0 && ending.errors.contains("experiments/beyond/broken.yaml:"), "\(ending.errors)")
    }

    /// Gives the runs of a method scores on simulated patterns, and no blocks.
    private func score(_ method: String, mmae: [Double]) throws {
        for (index, mmae) in mmae.enumerated() {
            let url = URL(filePath: "\(program.folder)/results/xrd/paper/\(method)/run-\(index + 1)/record.json")
            var record = try contents(url.path())
            guard case .array(var tests) = record["tests"] else { return }
            for part in tests.indices where tests[part]["part"] == "xrd-simulated" {
                tests[part]["scores"] = ["rmse": 0.01, "mmae": .number(mmae), "rrs": 0.75]
                tests[part]["blocks"] = nil
            }
            record["tests"] = .array(tests)
            try Data(record.sealed().canonicalJSON().utf8).write(to: url)
        }
    }

    @Test("a method ties with the best one where runs disagree which is better, and else is behind")
    func standings() throws {
        try score("mse", mmae: [0.001, 0.001, 0.001, 0.001, 0.001])
        try score("ce-softmax", mmae: [0.0008, 0.0012, 0.0009, 0.0013, 0.001])
        try score("mse-proportion", mmae: [0.0021, 0.0019, 0.002, 0.0022, 0.002])
        #expect(try report().status == 0)
        let rows = try board("X-ray diffraction: Simulated data")
        #expect(rows.prefix(3).map { $0[3] } == ["best", "ties", "behind"])
        #expect(
            rows[0][0] == "MSE X-ray diffraction" && rows[0][1] == "0.10 (0.10 to 0.10) 5 runs" && rows[0][2] == "–")
        // A rate of 75 % is a rate, not the distance from 100 %.
        #expect(rows[0][4] == "1.00 (1.00 to 1.00)" && rows[0][5] == "75.00 (75.00 to 75.00)")
        #expect(rows[1][2].hasPrefix("0.00 (−0.0") && rows[2][2].hasPrefix("+0.10 (+0."))
    }

    @Test("a method whose runs are damaged or missing is named, and a mean over fewer runs is marked")
    func damages() throws {
        let root = program.folder + "/results/jasper-ridge/paper"
        // One run is damaged, one of another method is missing, and all runs of a third one are damaged.
        try Data("{".utf8).write(to: URL(filePath: root + "/hyperae/run-1/record.json"))
        try FileManager.default.removeItem(atPath: root + "/undip/run-2")
        for run in 1...5 { try Data("{".utf8).write(to: URL(filePath: "\(root)/mse/run-\(run)/record.json")) }
        // Nobody can tell what the records of this experiment are of.
        try Data("{".utf8)
            .write(to: URL(filePath: program.folder + "/results/accurate-jasper-ridge/paper/dataset/dataset.json"))
        #expect(try report().status == 1)

        let rows = try board("Jasper Ridge")
        func score(_ title: String) -> String? { rows.first { $0[0].hasPrefix(title + " Jasper Ridge") }?[1] }
        for title in ["HyperAE", "UnDIP"] {
            #expect(score(title)?.contains(/\) † 4 of 5 runs/) ?? false, "\(title): \(score(title) ?? "")")
        }
        #expect(score("SUnSAL").map { !$0.contains("†") } ?? false && score("MSE") == nil)
        let files = try program.files(below: "paper-tables")
        for page in ["README.md", "index.html"] {
            let text = String(decoding: try #require(files[page]), as: UTF8.self)
            let bounds = page == "README.md" ? ("## Leaderboards", "\n## ") : ("<h2 id=\"leaderboards\"", "<h3")
            let begin = try #require(text.firstRange(of: bounds.0))
            let end = try #require(text[begin.upperBound...].firstRange(of: bounds.1))
            let section = text[begin.upperBound..<end.lowerBound]
            #expect(section.contains("Jasper Ridge, HyperAE: run-1 is not counted: "), "\(section)")
            #expect(
                section.contains("Jasper Ridge, MSE: numbers are missing: no run was completed; run-1 is not"),
                "\(page)")
            #expect(section.contains("Jasper Ridge, as accurate as we can is not here: "), "\(page)")
            #expect(section.contains("†: over fewer runs than the spec asks for."), "\(page)")
        }
    }
}
