import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

@Suite("A trained network is applied", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct PredictTests {
    private let program: Program

    init() throws { program = try Program() }

    /// The pattern of a mixture of 31.3 % calcite, 50.0 % gibbsite and 18.7 % dolomite, of another program's making.
    private func copyMixture() throws {
        try FileManager.default.copyItem(
            atPath: Program.repository + "/Tests/Fixtures/powder/mixture.xy", toPath: program.folder + "/mixture.xy")
    }

    private func predict(_ arguments: String...) throws -> Program.Ending {
        try program.start(["predict"] + arguments).wait()
    }

    private func table() throws -> CSVTable {
        let bytes = try #require(FileManager.default.contents(atPath: program.folder + "/predicted/predictions.csv"))
        return try CSVTable(String(decoding: bytes, as: UTF8.self))
    }

    /// The counts of phases by mass on a tube's instrument.
    private func write(_ name: String, _ fractions: [String: Double], tube: XRayTube = .copper) throws {
        let instrument = Instrument(
            radiation: .doublet(tube), width: InstrumentWidth(w: 0.0016, lorentzian: 0.03), axialDivergence: 0.01)
        let grid = try #require(AngleGrid(first: 4, step: 0.02, count: 4200))
        let painter = PatternPainter(grid: grid)
        for (name, fraction) in fractions {
            let structure = try #require(CrystalStructure.builtIn(named: name))
            painter.add(
                weight: fraction, of: try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: 88),
                state: PhaseState(cell: structure.cell, width: SampleWidth(size: 150, strain: 0.0005)),
                instrument: instrument)
        }
        let text = painter.draw { pattern in
            let highest = pattern.max() ?? 1
            return pattern.enumerated().map { "\(grid[$0]) \((20_000 * $1 / highest + 100).rounded())\n" }.joined()
        }
        try text.write(toFile: program.folder + "/" + name, atomically: true, encoding: .utf8)
    }

    @Test("a folder's table of weighed fractions is no pattern, and said to be left out")
    func folder() throws {
        let folder = program.folder + "/mixtures"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try FileManager.default.copyItem(
            atPath: Program.repository + "/Tests/Fixtures/powder/mixture.xy", toPath: folder + "/mixture.xy")
        try "file,calcite,gibbsite\nmixture.xy,0.385,0.615\n".write(
            toFile: folder + "/labels.csv", atomically: true, encoding: .utf8)
        let ending = try predict("xrd-instrument", "mixtures")
        #expect(ending.status == 0, "\(ending)")
        #expect(
            ending.errors.contains(
                "note: 'mixtures/labels.csv' is a table that names patterns of its folder, and is left out as none itself"
            ))
        #expect(try table().rows.count == 1)
        // Named by itself it is asked for as a pattern.
        #expect(try predict("xrd-instrument", "mixtures/labels.csv").status == 1)
    }

    @Test(
        "each model that is part of the program knows a mixture, and says that it does",
        arguments: ["xrd-instrument", "xrd-measured-best"])
    func mixture(model: String) throws {
        try copyMixture()
        let ending = try predict(model, "mixture.xy", "--refine")
        #expect(ending.status == 0 && ending.output.contains("verdict: in range"), "\(ending)")
        let row = try #require(try table().rows.first)
        for (phase, truth) in [("calcite", 0.313), ("gibbsite", 0.5), ("dolomite", 0.187), ("hematite", 0)] {
            let fraction = try #require(Double(row[phase]))
            #expect(abs(fraction - truth) < 0.04, "\(phase): \(fraction)")
            #expect(try #require(Double(row[phase + "_refined"])) >= 0)
        }
        #expect(row["verdict"] == "in-range")
        let array = try NPYFile.read(path: program.folder + "/predicted/predictions.npy")
        #expect(array.shape == [1, 4] && array.values[0] == Double(row["calcite"]))
        for name in ["predictions.png", "predictions.pdf", "predictions.svg"] {
            #expect(FileManager.default.fileExists(atPath: program.folder + "/predicted/" + name))
        }
    }

    @Test("a set holds the true fractions, and a higher level makes it larger")
    func sets() throws {
        try copyMixture()
        let truths = [("calcite", 0.313), ("gibbsite", 0.5), ("dolomite", 0.187)]
        var widths: [Double] = []
        for level in ["0.5", "0.9", "0.95"] {
            let ending = try predict("xrd-instrument", "mixture.xy", "--level", level, "--no-check")
            #expect(ending.status == 0, "\(ending)")
            #expect(ending.errors.contains("nothing is guaranteed") || ending.errors.contains("Nothing is guaranteed"))
            let row = try #require(try table().rows.first)
            #expect(row["hematite_presence"] != "present", "\(level)")
            var width = 0.0
            for (phase, truth) in truths {
                let (low, high) = (
                    try #require(Double(row[phase + "_low"])), try #require(Double(row[phase + "_high"]))
                )
                #expect(row[phase + "_presence"] == "present")
                if level == "0.95" { #expect((low...high).contains(truth), "\(phase): \(low)...\(high)") }
                width += high - low
            }
            widths.append(width)
        }
        #expect(widths[0] < widths[1] && widths[1] < widths[2], "\(widths)")
        #expect(try predict("xrd-instrument", "mixture.xy", "--level", "1").status == 64)
    }

    @Test("weighed samples of one's own fix how large sets are, with the guarantee that so many can give")
    func calibrate() throws {
        var lines = ["file,calcite,gibbsite,dolomite,hematite"]
        for index in 1...9 {
            let share = 0.05 + 0.08 * Double(index)
            try write("w\(index).xy", ["calcite": share, "dolomite": 0.9 - share, "hematite": 0.1])
            lines.append("w\(index).xy,\(share),0,\(0.9 - share),0.1")
        }
        try lines.joined(separator: "\n").write(
            toFile: program.folder + "/weighed.csv", atomically: true, encoding: .utf8)
        let ending = try predict(
            "xrd-instrument", "w1.xy", "w5.xy", "--calibrate", "weighed.csv", "--level", "0.8", "--no-check")
        #expect(ending.status == 0 && ending.errors.contains("a probability of at least 8/10"), "\(ending)")
        #expect(ending.errors.contains("'weighed.csv'"), "\(ending.errors)")
        #expect(try table().rows.count == 2)

        // The same samples, of which some are rows of an array.
        let sets = try program.files(below: "predicted", endings: [".csv"])
        try writeRows(of: ["w7.xy", "w2.xy"])
        let mixed = lines.map {
            $0.replacing("w2.xy", with: "rows.npy#1").replacing("w7.xy", with: "rows.npy#0")
        }
        try mixed.joined(separator: "\n").write(
            toFile: program.folder + "/mixed.csv", atomically: true, encoding: .utf8)
        let again = try predict(
            "xrd-instrument", "w1.xy", "w5.xy", "--calibrate", "mixed.csv", "--level", "0.8", "--no-check")
        #expect(again.status == 0, "\(again)")
        #expect(try program.files(below: "predicted", endings: [".csv"]) == sets)
        let few = try predict("xrd-instrument", "w1.xy", "--calibrate", "weighed.csv", "--level", "0.95")
        #expect(few.status == 1 && few.errors.contains("9 samples can calibrate a level of at most 9/10"), "\(few)")
        try (lines.dropLast() + ["none.xy,1,0,0,0"]).joined(separator: "\n").write(
            toFile: program.folder + "/weighed.csv", atomically: true, encoding: .utf8)
        let absent = try predict("xrd-instrument", "w1.xy", "--calibrate", "weighed.csv", "--level", "0.8")
        #expect(absent.status == 1 && absent.errors.contains("none.xy"), "\(absent)")
    }

    /// Writes patterns that are there into an array, `rows.npy`, on the grid of the models.
    private func writeRows(of names: [String]) throws {
        let grid = try #require(AngleGrid(first: 5, step: 0.04, count: 2040))
        let rows = try names.flatMap { name in
            try PatternResampling.resample(
                PowderScan.read(path: program.folder + "/" + name), to: grid, path: name
            ).counts
        }
        try FileBytes.write(NPYFile.encode(rows, shape: [names.count, 2040]), path: program.folder + "/rows.npy")
    }

    @Test("one row of an array is a pattern by its number, and patterns keep the order of the arguments")
    func row() throws {
        try copyMixture()
        try write("calcite.xy", ["calcite": 1])
        try write("hematite.xy", ["hematite": 1])
        try writeRows(of: ["calcite.xy", "hematite.xy"])
        let ending = try predict(
            "xrd-instrument", "rows.npy#1", "mixture.xy", "rows.npy#0", "rows.npy", "--no-check", "--no-figure")
        #expect(ending.status == 0, "\(ending)")
        let rows = try table().rows
        #expect(
            rows.map { $0["pattern"] } == ["rows.npy#1", "mixture.xy", "rows.npy#0", "rows.npy#0", "rows.npy#1"])
        for (row, phase) in [(0, "hematite"), (2, "calcite"), (3, "calcite"), (4, "hematite")] {
            #expect(try #require(rows[row].number(phase)) > 0.9)
        }
        let beyond = try predict("xrd-instrument", "rows.npy#2")
        #expect(
            beyond.status == 64 && beyond.errors.contains("'rows.npy' has 2 patterns, counted from 0, and no 2"),
            "\(beyond)")
    }

    @Test("a phase that was not trained is told with its lines, and ends with status 1")
    func unknownPhase() throws {
        try write("silicon.xy", ["calcite": 0.3, "dolomite": 0.3, "silicon": 0.4])
        let ending = try predict("xrd-instrument", "silicon.xy")
        #expect(ending.status == 1 && ending.output.contains("OUT OF RANGE: lines that no phase has"), "\(ending)")
        // Silicon's 1 1 1.
        #expect(try #require(try table().rows.first)["unlisted_lines"].contains("28.4"))
    }

    @Test("what a model cannot take is refused with the cure, and keeps no other pattern from being done")
    func refusals() throws {
        try copyMixture()
        let text = try String(contentsOfFile: program.folder + "/mixture.xy", encoding: .utf8)
        let lines = text.split(separator: "\n")
        try lines.prefix(lines.count / 2).joined(separator: "\n")
            .write(toFile: program.folder + "/short.xy", atomically: true, encoding: .utf8)
        try lines.filter { !$0.hasPrefix("40.") && !$0.hasPrefix("41.") }.joined(separator: "\n")
            .write(toFile: program.folder + "/gap.xy", atomically: true, encoding: .utf8)
        let ending = try predict("xrd-instrument", "short.xy", "mixture.xy", "nothing.xy", "gap.xy")
        #expect(ending.status == 1, "\(ending)")
        #expect(
            ending.errors.contains("failed: gap.xy: has no points between 39.96 and 42.0 degrees"), "\(ending.errors)")
        #expect(ending.errors.contains("the model takes 2040 points from 5 to 86.56 degrees"), "\(ending.errors)")
        #expect(ending.errors.contains("failed: nothing.xy: "))
        #expect(try table().rows.map { $0["pattern"] } == ["mixture.xy"])
        let array = try NPYFile.read(path: program.folder + "/predicted/predictions.npy")
        #expect(array.shape == [4, 4] && array.values[0].isNaN && array.values[4].isFinite && array.values[8].isNaN)
        #expect(array.values[12].isNaN)
    }

    @Test("intensities that cannot be counts are said to be taken for counts, where that matters")
    func noCounts() throws {
        try copyMixture()
        let scan = try PowderScan.read(path: program.folder + "/mixture.xy")
        let highest = try #require(scan.intensities.max())
        func write(_ name: String, _ columns: (Int) -> String) throws {
            try scan.twoTheta.indices.map { "\(scan.twoTheta[$0]) \(columns($0))\n" }.joined()
                .write(toFile: program.folder + "/" + name, atomically: true, encoding: .utf8)
        }
        for name in ["one.xy", "two.xy"] { try write(name) { "\(scan.intensities[$0] / highest)" } }
        try write("known.xye") {
            "\(scan.intensities[$0] / highest) \(max(scan.intensities[$0], 1).squareRoot() / highest)"
        }
        let note = "whole numbers, have no uncertainties, and were taken to be counts"
        let several = try predict("xrd-instrument", "one.xy", "mixture.xy", "two.xy", "known.xye")
        #expect(
            several.errors.contains("note: one.xy and 1 other pattern: the intensities are no \(note)"), "\(several)")
        let single = try predict("xrd-instrument", "one.xy")
        #expect(single.errors.contains("note: one.xy: the intensities are no \(note)"), "\(single)")
        for arguments in [["mixture.xy"], ["known.xye"], ["one.xy", "--no-check"]] {
            let ending = try program.start(["predict", "xrd-instrument"] + arguments).wait()
            #expect(!ending.errors.contains("taken to be counts"), "\(ending)")
        }
    }

    @Test("rows of an array are patterns, whatever their order is cut into; without the check there are no verdicts")
    func rows() throws {
        try copyMixture()
        let scan = try PowderScan.read(path: program.folder + "/mixture.xy")
        let grid = try #require(AngleGrid(first: 5, step: 0.04, count: 2040))
        let counts = try PatternResampling.resample(scan, to: grid, path: "mixture.xy").counts
        let halved = counts.map { $0 / 2 }
        let rows = (0..<150).flatMap { $0.isMultiple(of: 2) ? counts : halved }
        try FileBytes.write(NPYFile.encode(rows, shape: [150, 2040]), path: program.folder + "/rows.npy")
        let ending = try predict("xrd-instrument", "rows.npy", "--no-check", "--workers", "2")
        #expect(ending.status == 0, "\(ending)")
        let array = try NPYFile.read(path: program.folder + "/predicted/predictions.npy")
        #expect(array.shape == [150, 4])
        #expect(try predict("xrd-instrument", "mixture.xy", "--output", "one").status == 0)
        let one = try NPYFile.read(path: program.folder + "/one/predictions.npy").values
        for row in 0..<150 {
            for phase in 0..<4 { #expect(abs(array.values[row * 4 + phase] - one[phase]) < 1e-5) }
        }
        #expect(try table().columns.contains("verdict") == false)
        let foreign = try predict("xrd-instrument", "mixture.xy", "--output", ".")
        #expect(
            foreign.status == 64
                && foreign.errors.contains("'.' holds files that are no results of 'predict MODEL PATTERN'"),
            "\(foreign)")
        try FileBytes.write(
            NPYFile.encode([1, 2, 3] as [Double], shape: [1, 3]), path: program.folder + "/narrow.npy")
        let narrow = try predict("xrd-instrument", "narrow.npy")
        #expect(
            narrow.status == 1 && narrow.errors.contains("has 3 numbers a row, and the model takes 2040"), "\(narrow)")
    }

    @Test("rows of an array keep the rules of files: gaps, points that are missing, and intensities that are no counts")
    func rowsKeepTheRules() throws {
        try copyMixture()
        let scan = try PowderScan.read(path: program.folder + "/mixture.xy")
        let grid = try #require(AngleGrid(first: 5, step: 0.04, count: 2040))
        let counts = try PatternResampling.resample(scan, to: grid, path: "mixture.xy").counts.map { $0.rounded() }
        func missing(_ range: Range<Int>) -> [Double] {
            counts.enumerated().map { range.contains($0.offset) ? .nan : $0.element }
        }
        // Whole counts; three points lost; a gap of a degree; the end missing; rates; nothing at all.
        let rows = [
            counts, missing(1500..<1503), missing(900..<925), missing(2000..<2040), counts.map { $0 / 7 },
            counts.map { _ in 0 }, counts.map { $0 == counts[7] ? .infinity : $0 },
        ]
        try FileBytes.write(NPYFile.encode(rows.flatMap(\.self), shape: [7, 2040]), path: program.folder + "/rows.npy")
        let ending = try predict("xrd-instrument", "rows.npy")
        #expect(ending.status == 1)
        #expect(try table().rows.map { $0["pattern"] } == ["rows.npy#0", "rows.npy#1", "rows.npy#4"])
        let verdicts = try table().rows.map { $0["verdict"] }
        #expect(verdicts[0] == "in-range" && verdicts[1] == "in-range", "\(verdicts)")
        for told in [
            "note: rows.npy#4: the intensities are no whole numbers",
            "failed: rows.npy#2: has no points between 40.96 and 42.0 degrees, within the grid",
            "failed: rows.npy#3: its points cover 4.98 to 84.98 degrees, and not the 4.98 to 86.58 degrees of the grid",
            "failed: rows.npy#5: no intensity above zero", "failed: rows.npy#6: an infinite intensity at 5.28 degrees",
        ] { #expect(ending.errors.contains(told), "\(ending.errors)") }
        let single = try predict("xrd-instrument", "rows.npy#1")
        #expect(
            single.status == 0
                && single.output.contains("points without an intensity (nan) that were left out: 3"), "\(single)")
    }

    @Test("a folder stands for its files, in the order of their names")
    func folders() throws {
        try copyMixture()
        try FileManager.default.createDirectory(atPath: program.folder + "/many", withIntermediateDirectories: false)
        for name in ["b.xy", "a.xy", ".hidden"] {
            try FileManager.default.copyItem(
                atPath: program.folder + "/mixture.xy", toPath: program.folder + "/many/" + name)
        }
        let ending = try predict("xrd-instrument", "many/", "--no-check")
        #expect(ending.status == 0, "\(ending)")
        #expect(try table().rows.map { $0["pattern"] } == ["many/a.xy", "many/b.xy"])
    }

    @Test("a model is written into one file, which infers the same")
    func export() throws {
        try copyMixture()
        let export = try program.start(["export", "xrd-instrument", "--output", "own.safetensors"]).wait()
        #expect(export.status == 0, "\(export)")
        #expect(try predict("xrd-instrument", "mixture.xy", "--output", "first").status == 0)
        #expect(try predict("own.safetensors", "mixture.xy", "--output", "second").status == 0)
        #expect(
            try NPYFile.read(path: program.folder + "/first/predictions.npy")
                == NPYFile.read(path: program.folder + "/second/predictions.npy"))
        let again = try program.start(["export", "xrd-instrument", "--output", "own.safetensors"]).wait()
        #expect(again.status == 64 && again.errors.contains("is there already"), "\(again)")
    }

    @Test("a command line without a model, or with an option that its samples do not have, is told")
    func usage() throws {
        #expect(try predict().output.contains("USAGE: proportions predict MODEL"))
        #expect(try predict("xrd-instrument", "--help").output.contains("--no-check"))
        let wrong = try predict("xrd-instrument", "a.xy", "--geotiff")
        #expect(wrong.status == 64 && wrong.errors.contains("Unknown option '--geotiff'"), "\(wrong)")
        let early = try predict("--refine", "xrd-instrument")
        #expect(early.status == 64 && early.errors.contains("the model comes first"), "\(early)")
    }
}
