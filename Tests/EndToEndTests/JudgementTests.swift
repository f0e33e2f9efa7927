import DeclarativeFiles
import Experiments
import Foundation
import ProportionInference
import ScientificFormats
import Testing

@Suite("Verdicts from records", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct JudgementTests {
    private let program: Program

    init() throws {
        program = try Program()
        for folder in ["results", "experiments"] {
            try FileManager.default.copyItem(
                atPath: Program.repository + "/" + folder, toPath: program.folder + "/" + folder)
        }
    }

    private func report(_ more: [String] = Program.published) throws -> Program.Ending {
        try program.start(["report", "--tables-only", "--quiet"] + more).wait()
    }

    private func page(_ name: String) throws -> String {
        String(decoding: try #require(try program.files(below: "paper-tables")[name]), as: UTF8.self)
    }

    /// The verdict of a claim, as the page has it.
    private func verdict(_ id: String) throws -> String {
        let text = try page("index.html")
        let match = try #require(text.firstMatch(of: try Regex("id=\"\(id)\" data-kind=\"([a-z-]+)\"")))
        return String(try #require(match.output[1].substring))
    }

    private func recordPath(_ method: String, run: Int) -> String {
        program.folder + "/results/xrd/paper/\(method)/run-\(run)/record.json"
    }

    /// Changes a record, and seals it anew where asked.
    private func edit(_ method: String, run: Int, seals: Bool, _ change: (inout StructuredValue) -> Void) throws {
        let url = URL(filePath: recordPath(method, run: run))
        var record = try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: url))
        change(&record)
        try Data((seals ? record.sealed() : record).canonicalJSON().utf8).write(to: url)
    }

    @Test("the committed pages are what the committed records say, byte by byte")
    func committed() throws {
        // The figures, which are not drawn anew, lie beside the page.
        try FileManager.default.copyItem(
            atPath: Program.repository + "/paper-tables", toPath: program.folder + "/paper-tables")
        for name in ["README.md", "index.html"] {
            try? FileManager.default.removeItem(atPath: program.folder + "/paper-tables/" + name)
        }
        #expect(try report().status == 0)
        for name in ["README.md", "index.html"] {
            let committed = try String(contentsOfFile: Program.repository + "/paper-tables/" + name, encoding: .utf8)
            #expect(try page(name) == committed, "\(name)")
        }
        #expect(try page("index.html").utf8.count < 5_000_000)
    }

    @Test("a verdict turns round when its records do")
    func turns() throws {
        #expect(try report().status == 0)
        #expect(try verdict("simulated-worst-rmse") == "holds")
        #expect(try verdict("measured-worst-mmae") == "does-not-hold")
        // CE & Softmax and plain MSE exchange their scores.
        for run in 1...5 {
            var scores: [StructuredValue?] = []
            for method in ["ce-softmax", "mse"] {
                try edit(method, run: run, seals: false) { record in
                    guard case .array(var tests) = record["tests"] else { return }
                    // The scores of blocks stay where they are.
                    for index in tests.indices { tests[index]["blocks"] = nil }
                    scores.append(.array(tests))
                }
            }
            try edit("ce-softmax", run: run, seals: true) { $0["tests"] = scores[1] }
            try edit("mse", run: run, seals: true) { $0["tests"] = scores[0] }
        }
        #expect(try report().status == 0)
        #expect(try verdict("simulated-worst-rmse") == "does-not-hold")
    }

    @Test("a claim is not tested where runs are missing, and where a record is damaged")
    func incomplete() throws {
        try FileManager.default.removeItem(atPath: program.folder + "/results/xrd/paper/ce-softmax/run-4")
        #expect(try report().status == 0)
        #expect(try verdict("simulated-worst-rmse") == "not-testable")
        #expect(try page("README.md").contains("4 of 5 runs of CE & Softmax have a score on Simulated data"))
        #expect(try verdict("jasper-best-rmse") != "not-testable")

        try edit("mse", run: 2, seals: false) { $0["tests"] = .array([]) }
        #expect(try report().status != 0)
        #expect(try verdict("standard-refinement-mmae") == "not-testable")
        #expect(try page("README.md").contains("run-2 of MSE is damaged: "))
    }

    @Test("a claim is tested on every split that there are records of")
    func splits() throws {
        let folder = program.folder + "/published"
        try FileManager.default.copyItem(atPath: Program.repository + "/paper-tables/published", toPath: folder)
        let path = folder + "/claims.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let claim = try #require(text.firstRange(of: "  - id: simulated-worst-rmse\n"))
        // Measured patterns take the place of another split: CE & Softmax is not the worst loss there.
        for (splits, expected) in [("[nowhere/nowhere]", "holds"), ("[xrd/xrd-measured]", "does-not-hold")] {
            var changed = text
            changed.insert(contentsOf: "    splits: \(splits)\n", at: claim.upperBound)
            try Data(changed.utf8).write(to: URL(filePath: path))
            #expect(try report(["--published", "published"]).status == 0)
            #expect(try verdict("simulated-worst-rmse") == expected)
        }
        #expect(try page("README.md").contains("against CE & Softmax (X-ray diffraction), of 8 contrasts"))
    }

    @Test("maps that lie beside the page are in it as long as they are of the runs that it shows")
    func maps() throws {
        let record = program.folder + "/results/jasper-ridge/paper/sunsal/run-1/record.json"
        let known = try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: URL(filePath: record)))
        guard case .array(let tests) = known["tests"],
            case .string(let digest) = tests.first?["predictions"]?["sha256"]
        else {
            Issue.record("no digest")
            return
        }
        func write(digest: String) throws {
            let folder = program.folder + "/paper-tables"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let methods = #"[{"title": "</script>", "run": 1, "predictions": "\#(digest)"}]"#
            try Data(
                #"{"classes": ["tree"], "rows": 1, "columns": 1, "pixels": "AAAA", "methods": \#(methods)}"#.utf8
            ).write(to: URL(filePath: folder + "/maps-jasper-ridge.json"))
        }
        try write(digest: digest)
        #expect(try report().status == 0)
        let shown = try page("index.html")
        #expect(shown.contains(#""methods":["\u003c/script>, run 1"],"pixels":"AAAA","rows":1,"whole":250"#))
        // The image is not at hand, so that nothing true can be shown.
        #expect(try program.files(below: "paper-tables")["local.html"] == nil && !shown.contains("\"truth\""))

        try write(digest: String(repeating: "0", count: 64))
        #expect(try report().status == 0)
        #expect(try page("index.html").contains("Jasper Ridge: Its maps are of other runs than these"))
        #expect(try !page("index.html").contains("AAAA\","))
    }

    @Test("a damaged image, and damaged maps, are errors that name the file and what to do")
    func damagedMaps() throws {
        let folder = program.folder + "/paper-tables"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let maps = URL(filePath: folder + "/maps-jasper-ridge.json")
        try Data(#"{"classes": []"#.utf8).write(to: maps)
        let ofMaps = try report()
        #expect(ofMaps.status != 0)
        #expect(
            ofMaps.errors.contains("maps-jasper-ridge.json: is damaged, or of another version of the program; "),
            "\(ofMaps.errors)")

        try Data(#"{"classes": ["tree"], "rows": 1, "columns": 1, "pixels": "AAAA", "methods": []}"#.utf8)
            .write(to: maps)
        #expect(try report().status == 0)
        let image = program.folder + "/results/jasper-ridge/paper/dataset"
        try Data("no array".utf8).write(to: URL(filePath: image + "/rgb.npy"))
        let ofImage = try report()
        #expect(ofImage.status != 0)
        #expect(
            ofImage.errors.contains("jasper-ridge/paper/dataset/")
                && ofImage.errors.contains(".npy: ") && ofImage.errors.contains("; './reproduce' makes it again"),
            "\(ofImage.errors)")
    }

    @Test("a table has rows of methods that are made for its samples, and runs say once what they share")
    func rows() throws {
        func part(_ page: String, from beginning: String, to end: String) throws -> Substring {
            let rest = page[try #require(page.firstRange(of: beginning)).upperBound...]
            return rest[..<(try #require(rest.firstRange(of: end)).lowerBound)]
        }
        #expect(try report().status == 0)
        let before = try page("index.html")
        let simulated = try part(before, from: "id=\"table1-xrd-simulated\"", to: "</table>")
        let measured = try part(before, from: "id=\"table1-xrd-measured\"", to: "</table>")
        #expect(simulated.contains("MSE &amp; Dirichlet") && !simulated.contains("Stand. Rietveld"))
        #expect(measured.contains("MSE &amp; Dirichlet") && measured.contains("Stand. Rietveld"))
        let same = try part(before, from: "<div id=\"runs-xrd-mse\"", to: "</details>")
        #expect(same.ranges(of: "<dt>commit</dt>").count == 1 && same.ranges(of: "<dt>seed</dt>").count == 5)

        // What differs in one run stands with each of them.
        try edit("mse", run: 2, seals: false) { record in
            record["provenance"]?["environment"]?["commit"] = "0123abcd"
            record["provenance"]?["command"] = "proportions run a/b.yaml --workers 1"
        }
        #expect(try report().status == 0)
        let other = try part(page("index.html"), from: "<div id=\"runs-xrd-mse\"", to: "</details>")
        #expect(other.ranges(of: "<dt>commit</dt>").count == 5 && other.ranges(of: "<dd>0123abcd</dd>").count == 1)
        #expect(other.contains("<dd>proportions run a/b.yaml --workers 1</dd>"))
    }

    @Test("figures that would make the page too large are links")
    func size() throws {
        let folder = program.folder + "/paper-tables"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let names = try FileManager.default.contentsOfDirectory(atPath: Program.repository + "/paper-tables")
            .filter { $0.hasSuffix(".pdf") && !$0.contains("coverage") }.map { $0.dropLast(4) }
        func draw(_ names: [Substring], size: Int) throws {
            for name in names {
                try Data(repeating: 0x20, count: size).write(to: URL(filePath: "\(folder)/\(name).svg"))
            }
        }
        func counts() throws -> (shown: Int, linked: Int) {
            #expect(try report().status == 0)
            let page = try page("index.html")
            #expect(page.utf8.count < 5_000_000)
            let linked = names.count { page.contains("<a href=\"\($0).svg\">SVG</a>") }
            return (page.ranges(of: "data:image/svg+xml;charset=utf-8,").count, linked)
        }
        try draw(names, size: 399_000)
        #expect(try counts() == (0, names.count))
        try draw(Array(names.dropFirst(11)), size: 290_000)
        #expect(try counts() == (names.count - 11, names.count))
    }

    @Test("a drawing stands in the page as text, in which nothing ends its address early")
    func drawing() throws {
        let folder = program.folder + "/paper-tables"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let drawing = "<svg a=\"100%\">\n<title>R &amp; D's</title>\n<use href=\"#b\"/>\n</svg>\n"
        try Data(drawing.utf8).write(to: URL(filePath: folder + "/fig1.svg"))
        #expect(try report().status == 0)
        let page = try page("index.html")
        let address = /<img src="data:image\/svg\+xml;charset=utf-8,([^"]*)"/
        let source = try #require(page.firstMatch(of: address)?.output.1)
        // As a browser reads it: without line ends, percents decoded, either kind of quotes instead of the other.
        let text = try #require(source.replacing("\n", with: "").removingPercentEncoding)
        let quotes: [Character: Character] = ["'": "\"", "\"": "'"]
        #expect(String(text.map { quotes[$0] ?? $0 }) == drawing.replacing("\n", with: ""))
        #expect(!source.contains("#") && page.contains("alt=\"Figure 1, X-ray diffraction. "))
    }

    /// Gives every run of two methods scores of four blocks, which disagree or do not.
    private func addBlocks(spread: Double) throws {
        for (method, advantage) in [("ce-softmax", 0.0), ("mse", 0.004)] {
            for run in 1...5 {
                let part = "xrd-simulated"
                let lines = (0..<4).map { block in
                    let error =
                        0.02 - advantage + 0.0001 * Double(run) + (method == "mse" ? spread : 0) * Double(block * 2 - 3)
                    return "\(block),375,\(error),\(error),0.9"
                }
                let text = (["block,samples,rmse,mmae,rrs"] + lines).joined(separator: "\n") + "\n"
                let folder = URL(filePath: recordPath(method, run: run)).deletingLastPathComponent()
                try Data(text.utf8).write(to: folder.appending(path: "blocks-\(part).csv"))
                try edit(method, run: run, seals: true) { record in
                    guard case .array(var tests) = record["tests"] else { return }
                    for index in tests.indices where tests[index]["part"] == .string(part) {
                        tests[index]["blocks"] = [
                            "file": .string("blocks-\(part).csv"),
                            "sha256": .string(ContentDigest.sha256(Array(text.utf8))),
                        ]
                        tests[index]["scores"] = [
                            "rmse": .number(0.02 - advantage + 0.0001 * Double(run)),
                            "mmae": .number(0.02 - advantage + 0.0001 * Double(run)), "rrs": .number(0.9),
                        ]
                    }
                    record["tests"] = .array(tests)
                }
            }
        }
    }

    @Test("a claim that asks an experiment beyond the paper's is not testable until it is carried out")
    func beyond() throws {
        let folder = program.folder + "/published"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func claims(_ beyond: String) -> Data {
            Data(
                """
                losses: [ce-softmax, mse]
                \(beyond)
                claims:
                  - id: elsewhere
                    says: Plain MSE is better elsewhere.
                    place: nowhere
                    test:
                      better-here:
                        {metric: mmae, on: elsewhere/xrd-simulated, than-on: xrd/xrd-simulated, methods: [mse]}
                """.utf8)
        }
        let file = URL(filePath: folder + "/claims.yaml")
        try claims("beyond: [elsewhere]").write(to: file)
        #expect(try report(["--published", "published"]).status == 0)
        #expect(try page("README.md").contains("Not testable: the experiment elsewhere was not carried out"))
        try claims("").write(to: file)
        let ending = try program.start(["report", "--tables-only", "--published", "published"]).wait()
        #expect(ending.errors.contains("the claims need elsewhere, too"), "\(ending.errors)")
    }

    @Test("test samples count where runs left their scores block by block, and may undo a verdict")
    func blocks() throws {
        let folder = program.folder + "/published"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(
            """
            losses: [ce-softmax, mse]
            claims:
              - id: mse-better
                says: Plain MSE is better than CE & Softmax.
                place: nowhere
                test:
                  better: {metric: mmae, on: xrd/xrd-simulated, methods: [mse], than: [ce-softmax]}
            """.utf8
        ).write(to: URL(filePath: folder + "/claims.yaml"))
        let published = ["--published", "published"]
        try addBlocks(spread: 0.0001)
        #expect(try report(published).status == 0)
        #expect(try verdict("mse-better") == "holds")
        #expect(try page("index.html").contains("<td>5 runs × 4 blocks</td>"))
        #expect(try page("README.md").contains("1 of 1 contrasts count test samples, too, in blocks"))
        // The runs agree as they did; the blocks do not.
        try addBlocks(spread: 0.006)
        #expect(try report(published).status == 0)
        #expect(try verdict("mse-better") == "undecided")
        #expect(try page("index.html").contains("runs and samples spread more than the mean scores differ"))

        try Data("block\n".utf8).write(
            to: URL(filePath: recordPath("mse", run: 3)).deletingLastPathComponent()
                .appending(path: "blocks-xrd-simulated.csv"))
        let ending = try report(published)
        #expect(ending.status != 0)
        #expect(
            ending.errors.contains("run-3/blocks-xrd-simulated.csv: is not the one that its record names"),
            "\(ending.errors)")
    }

    @Test("coverage is shown as long as it is of the runs that are shown")
    func coverage() throws {
        let methods = [
            "mse-dirichlet": "MSE & Dirichlet", "ce-dirichlet": "CE & Dirichlet", "ce-softmax": "CE & Softmax",
            "mse": "MSE", "mse-proportion": "MSE & prop.",
        ]
        /// The digests of what the runs of a method inferred, and that of the run that is shown.
        func digests(of method: String) throws -> (all: [String], shown: String) {
            let runs = try (1...5).map { run -> (error: Double, digest: String) in
                let record = try JSONDecoder().decode(
                    StructuredValue.self, from: Data(contentsOf: URL(filePath: recordPath(method, run: run))))
                guard case .number(let error) = record["validation"]?["mmae"], case .array(let tests) = record["tests"],
                    case .string(let digest) = tests.first?["predictions"]?["sha256"]
                else { throw CocoaError(.coderInvalidValue) }
                return (error, digest)
            }
            return (runs.map(\.digest), try #require(runs.min { $0.error < $1.error }).digest)
        }
        /// Writes the table of every method, that of plain MSE with a digest of its own.
        func write(digest: String) throws {
            let folder = program.folder + "/paper-tables"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let lines = [
                "0.5,all classes at once,1500,0.51,", "0.9,all classes at once,1500,0.912,",
                "0.9,mean of the classes,1500,0.95,", "0.9,all,1500,0.912,0.041", "0.9,of calcite,1500,0.1,0.04",
                "0.9,2 classes,700,0.87,", "0.9,with calcite,800,0.88,",
            ]
            let rows = try methods.sorted { $0.key < $1.key }.flatMap { name, title in
                let own = name == "mse" ? digest : try digests(of: name).shown
                return lines.map { "\(title),xrd-simulated,\"calibrated, best network\",\($0),\(own)\n" }
            }
            let head = "method,part,uncertainty,level,stratum,samples,coverage,mean_width,predictions\n"
            try Data((head + rows.joined()).utf8).write(to: URL(filePath: folder + "/xrd-coverage.csv"))
        }
        let known = try digests(of: "mse")
        try write(digest: known.shown)
        #expect(try report().status == 0)
        let row = "<th scope=\"row\">MSE</th><td>91.2</td><td>95.0</td><td>87.0</td><td>4.1</td>"
        #expect(try page("index.html").contains(row))
        // All networks of a method go by the predictions of all of them.
        try write(digest: ContentDigest.sha256(Array(known.all.joined(separator: "\n").utf8)))
        #expect(try report().status == 0)
        #expect(try page("index.html").contains(row))
        for others in [String(repeating: "0", count: 64), ContentDigest.sha256(Array(known.all[..<4].joined().utf8))] {
            try write(digest: others)
            #expect(try report().status == 0)
            #expect(try !page("index.html").contains(row))
            #expect(try page("index.html").contains("Its coverage was counted with other runs than these"))
        }
    }

    @Test("measured patterns stand in the local page, and nowhere else")
    func fits() throws {
        let bytes = FitsFile.encode(
            (0..<24).map {
                MethodResult.Fit(
                    positions: [5, 6, 7], measured: [1, 4321.5 + Double($0), 2], calculated: [1, 4300.25, 2])
            })
        let path = recordPath("rietveld-standard", run: 1)
        try Data(bytes).write(to: URL(filePath: path).deletingLastPathComponent().appending(path: "fits.npy"))
        try edit("rietveld-standard", run: 1, seals: true) { record in
            record["fits"] = ["file": "fits.npy", "sha256": .string(ContentDigest.sha256(bytes))]
            guard case .array(var tests) = record["tests"] else { return }
            tests[0]["samples"] = .array((1...24).map { .string("<\($0)>") })
            record["tests"] = .array(tests)
        }
        #expect(try report().status == 0)
        let local = try page("local.html")
        #expect(local.contains("id=\"fits-xrd\"") && local.contains("4344.5") && local.contains("[1,4300.2,2]"))
        #expect(local.contains("\\u003c24>"))
        #expect(try !page("index.html").contains("4344.5"))

        // With figures, what is calculated for some patterns lies beside the page and stands in it.
        #expect(try program.start(["report", "--quiet"] + Program.published).wait().status == 0)
        let shown = try page("index.html")
        #expect(
            shown.contains("id=\"fits-xrd\"") && shown.contains("[1,4300,2]") && shown.contains("4 of 24 patterns"))
        #expect(["1", "7", "13", "19"].allSatisfy { shown.contains("\\u003c\($0)>") } && !shown.contains("\\u003c2>"))
        #expect(!shown.contains("4344.5") && !shown.contains("\"measured\":"))
        let file = URL(filePath: program.folder + "/paper-tables/fits-xrd.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.contains("4344.5"))
        try Data(text.replacing(ContentDigest.sha256(bytes), with: String(repeating: "0", count: 64)).utf8)
            .write(to: file)
        #expect(try report().status == 0)
        #expect(try page("index.html").contains("X-ray diffraction: Its curves are of other runs than these"))
    }

    @Test("a part of the experiments leaves the pages as they are, and a claim of unknown names is refused")
    func limits() throws {
        let part = try report(["--only", "xrd"] + Program.published)
        #expect(part.status == 0)
        #expect(try program.files(below: "paper-tables")["README.md"] == nil)

        let folder = program.folder + "/published"
        try FileManager.default.copyItem(atPath: Program.repository + "/paper-tables/published", toPath: folder)
        let path = folder + "/claims.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("methods: [ce-softmax]", with: "methods: [ce-softmux]").utf8)
            .write(to: URL(filePath: path))
        let ending = try report(["--published", "published"])
        #expect(ending.status != 0)
        #expect(ending.errors.contains("published/claims.yaml:"), "\(ending.errors)")
        #expect(ending.errors.contains("unknown method 'ce-softmux'; did you mean 'ce-softmax'?"))
    }
}
