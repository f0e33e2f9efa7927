import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

@Suite(
    "What a refinement by a command is told",
    .enabled(if: Program.path != nil, "the program was not built beside the tests")
)
struct RietveldOptionsTests {
    private let program: Program

    init() throws { program = try Program() }

    /// Writes the counts that a diffractometer with a copper tube has of phases by mass.
    private func write(_ name: String, _ fractions: [String: Double], displacement: Double = 0.05) throws {
        let instrument = Instrument(
            radiation: .doublet(.copper), width: InstrumentWidth(w: 0.0016, lorentzian: 0.03), axialDivergence: 0.01)
        let grid = try #require(AngleGrid(first: 10, step: 0.04, count: 1750))
        let painter = PatternPainter(grid: grid)
        for (name, fraction) in fractions {
            let structure = try #require(CrystalStructure.builtIn(named: name))
            let phase = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: 80)
            painter.add(
                weight: fraction, of: phase,
                state: PhaseState(cell: structure.cell, width: SampleWidth(size: 150, strain: 0.0005)),
                instrument: instrument, placement: SamplePlacement(displacement: displacement))
        }
        let text = painter.draw { pattern in
            let highest = pattern.max() ?? 1
            return pattern.enumerated().map { "\(grid[$0]) \((20_000 * $1 / highest + 100).rounded())\n" }.joined()
        }
        try write(name, text)
    }

    private func write(_ name: String, _ text: String) throws {
        let url = URL(filePath: program.folder + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }

    private func refine(_ arguments: String...) throws -> Program.Ending {
        try program.start(["rietveld"] + arguments).wait()
    }

    private func quick(_ arguments: String...) throws -> Program.Ending {
        try program.start(["rietveld", "--recipe", "full-pattern", "--no-figures"] + arguments).wait()
    }

    private func table(_ name: String) throws -> CSVTable {
        let bytes = try #require(FileManager.default.contents(atPath: program.folder + "/" + name), "\(name)")
        return try CSVTable(String(decoding: bytes, as: UTF8.self))
    }

    private func json(_ name: String) throws -> [String: Any] {
        let bytes = try #require(FileManager.default.contents(atPath: program.folder + "/" + name), "\(name)")
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    // MARK: The beginning

    @Test("a series from neighbours says how many began there, and does not depend on the number of workers")
    func neighbours() throws {
        let names = (0..<28).map { "series/\($0 < 10 ? "0" : "")\($0).xy" }
        for (index, name) in names.enumerated() {
            let place = Double(index) / 28
            try write(name, ["calcite": 0.6 - 0.2 * place, "quartz": 0.4 + 0.2 * place], displacement: 0.05 * place)
        }
        let call = ["series", "--phases", "calcite,quartz", "--tube", "Cu", "--recipe", "constrained", "--no-figures"]
        var files: [[String: [UInt8]]] = []
        for workers in ["1", "3"] {
            let ending = try program.start(
                ["rietveld"] + call + ["--start", "neighbours", "--workers", workers, "--output", "of-\(workers)"]
            ).wait()
            // The first one of each row of 25 carries out the recipe.
            #expect(ending.errors.contains("26 of 28 began at the pattern before"), "\(ending)")
            files.append(try program.files(below: "of-\(workers)").mapValues { Array($0) })
        }
        #expect(files[0] == files[1] && files[0].count == 58)
        #expect(try json("of-1/00.json")["start"] as? String == "recipe")
        #expect(try json("of-1/01.json")["start"] as? String == "neighbour")
        #expect(try json("of-1/25.json")["start"] as? String == "recipe")

        let own = try program.start(["rietveld"] + call + ["--output", "own"]).wait()
        #expect(own.status == 0 && !own.errors.contains("began"))
        let (theirs, mine) = (try table("of-3/fractions-wide.csv"), try table("own/fractions-wide.csv"))
        for (first, second) in zip(theirs.rows, mine.rows) {
            let (begun, whole) = (try #require(first.number("calcite")), try #require(second.number("calcite")))
            #expect(abs(begun - whole) < 5e-4)
        }
        let wrong = try refine("series", "--phases", "calcite", "--start", "neighbors")
        #expect(wrong.status == 64 && wrong.errors.contains("'neighbors' is invalid for '--start <start>'"), "\(wrong)")
    }

    // MARK: The output folder

    @Test("a call without a result leaves an earlier one's as they are, and makes no folder")
    func failingCall() throws {
        for name in ["a.xy", "b.xy"] { try write(name, ["calcite": 1]) }
        let none = try quick("a.xy", "b.xy", "--phases", "calcite")
        #expect(
            none.status == 1 && none.errors.hasSuffix("there is no result, and 'rietveld' is as it was\n"), "\(none)")
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/rietveld"))

        #expect(try quick("a.xy", "b.xy", "--phases", "calcite", "--tube", "Cu").status == 0)
        let before = try program.files(below: "rietveld")
        #expect(before.count == 6 && before["fractions-wide.csv"] != nil)
        for arguments in [
            ["a.xy", "b.xy", "--phases", "calcite"], ["nowhere.xy", "--phases", "calcite", "--tube", "Cu"],
            ["a.xy", "--phases", "calcit", "--tube", "Cu"],
            ["a.xy", "--phases", "calcite", "--tube", "Cu", "--fix", "calcite.q"],
            ["--list", "nowhere.csv", "--tube", "Cu"],
        ] {
            let ending = try program.start(["rietveld", "--recipe", "full-pattern", "--no-figures"] + arguments).wait()
            #expect(ending.status != 0)
            #expect(try program.files(below: "rietveld") == before, "\(arguments)")
        }
    }

    @Test("what an earlier call found for a pattern that fails now is kept, and the table of failures says so")
    func partlyFailingCall() throws {
        for name in ["a.xy", "b.xy"] { try write(name, ["calcite": 1]) }
        #expect(try quick("a.xy", "b.xy", "--phases", "calcite", "--tube", "Cu").status == 0)
        let kept = try program.files(below: "rietveld")["b.json"]
        try write("b.xy", "10 1\n10.1 x\n")
        let ending = try quick("a.xy", "b.xy", "c.xy", "--phases", "calcite", "--tube", "Cu")
        #expect(ending.status == 1, "\(ending)")
        #expect(ending.errors.hasSuffix("wrote 1 of 3 results into 'rietveld', in place of earlier ones\n"))
        #expect(try program.files(below: "rietveld")["b.json"] == kept)
        #expect(try table("rietveld/fractions.csv").rows.map { $0["pattern"] } == ["a.xy"])
        let failures = try table("rietveld/failures.csv").rows
        #expect(failures.map { $0["results"] } == ["earlier ones are kept", "none"])
    }

    // MARK: Lists

    @Test("a list names the phases of each pattern, with paths beside it; series are against one of its columns")
    func list() throws {
        try write("in/one.xy", ["calcite": 1, "quartz": 1])
        try write("in/two.xy", ["hematite": 1])
        try write(
            "in/own.yaml",
            "lime:\n  space_group: F m -3 m\n  cell: {a: 4.8105}\n  sites:\n"
                + "    - {element: Ca, x: 0, y: 0, z: 0, B: 0.3}\n    - {element: O, x: 0.5, y: 0.5, z: 0.5, B: 0.4}\n")
        try write(
            "in/list.csv",
            "file,phases,impurities,tube,temperature\none.xy,calcite;quartz,,Cu,25\n"
                + "two.xy,\"hematite,own.yaml\",quartz,Cu,300.5\n")
        let ending = try refine(
            "--list", "in/list.csv", "--recipe", "full-pattern", "--series", "temperature", "--output", "out")
        #expect(ending.status == 0, "\(ending)")
        let rows = try table("out/fractions.csv").rows
        #expect(rows.map { $0["phase"] } == ["calcite", "quartz", "hematite", "lime", "quartz"])
        let half = try #require(Double(rows[0]["fraction"]))
        #expect(rows[0]["pattern"] == "in/one.xy" && abs(half - 0.5) < 0.05)
        let wide = try table("out/fractions-wide.csv")
        #expect(
            wide.columns == [
                "pattern", "calcite", "calcite_su", "quartz", "quartz_su", "hematite", "hematite_su", "lime",
                "lime_su", "rwp", "goodness_of_fit", "converged",
            ])
        #expect(wide.rows.map { $0["hematite"].isEmpty } == [true, false] && wide.rows[1]["calcite"].isEmpty)
        #expect(wide.rows[0]["calcite"] == rows[0]["fraction"] && wide.rows[1]["quartz"] == rows[4]["fraction"])
        let files = try program.files(below: "out")
        #expect(files["series.png"] != nil && files["series.pdf"] != nil && files["series.svg"] != nil)
    }

    @Test(
        "what is wrong with a list is told with its line before anything is done",
        arguments: [
            ("file,phase\na.xy,calcite\n", "line 1: an unknown column 'phase'; did you mean 'phases'?"),
            ("name,phases\na.xy,calcite\n", "no column 'file', which names the patterns"),
            ("file,phases\na.xy,\n", "line 2: no phases, and --phases says none either"),
            ("file,phases\n\na.xy,calcit\n", "line 3: unknown phase 'calcit'; did you mean 'calcite'?"),
            ("file,phases,tube\na.xy,calcite,Xy\n", "line 2: 'tube': 'Xy' is not one of Cr, Fe, Co, Cu, Mo, Ag"),
            (
                "file,phases,internal_standard\na.xy,calcite,corundum=10\n",
                "line 2: the internal standard 'corundum' is not among the phases calcite"
            ),
            ("file,phases\n", "a table without patterns"),
        ])
    func wrongList(text: String, message: String) throws {
        try write("a.xy", ["calcite": 1])
        try write("list.csv", text)
        let ending = try quick("--list", "list.csv", "--tube", "Cu")
        #expect(ending.status == 1 && ending.errors.contains("error: list.csv: " + message), "\(ending)")
        #expect(try program.files(below: "rietveld").isEmpty)
    }

    // MARK: Standards and instruments

    @Test("an internal standard makes fractions absolute, in text, tables and JSON")
    func internalStandard() throws {
        try write("spiked.xy", ["corundum": 0.1, "calcite": 0.3, "hematite": 0.2])
        let ending = try refine(
            "spiked.xy", "--phases", "corundum,calcite,hematite", "--tube", "Cu", "--internal-standard", "corundum=10",
            "--no-figures")
        #expect(ending.status == 0, "\(ending)")
        #expect(ending.output.contains("  rest, amorphous") && ending.output.contains("the standard, known"))
        let rows = try table("rietveld/absolute.csv").rows
        #expect(rows.map { $0["phase"] } == ["corundum", "calcite", "hematite", "rest"])
        let whole = try rows.map { try #require(Double($0["fraction_of_whole"])) }
        for (found, expected) in zip(whole, [0.1, 0.3, 0.2, 0.4]) { #expect(abs(found - expected) < 0.01, "\(whole)") }
        let original = rows.map { Double($0["fraction_without_standard"]) }
        #expect(original[0] == nil && abs((original[3] ?? 0) - whole[3] / 0.9) < 1e-9)
        let standard = try #require(try json("rietveld/spiked.json")["internal_standard"] as? [String: Any])
        #expect(standard["phase"] as? String == "corundum" && standard["known_fraction"] as? Double == 0.1)
        #expect(try table("rietveld/fractions-wide.csv").columns.contains("rest_absolute_su"))

        let negative = try refine(
            "spiked.xy", "--phases", "corundum,calcite,hematite", "--tube", "Cu", "--internal-standard", "corundum=30",
            "--no-figures", "--recipe", "full-pattern")
        #expect(negative.output.contains("the rest is negative, by more than three s.u.: "), "\(negative)")
    }

    @Test("an instrument that a standard's refinement saved holds for other patterns, and says their radiation")
    func instrument() throws {
        try write("standard.xy", ["silicon": 1])
        try write("sample.xy", ["calcite": 0.5, "quartz": 0.5])
        let saved = try refine(
            "standard.xy", "--phases", "silicon", "--tube", "Cu", "--save-instrument", "my.json", "--no-figures",
            "--radius", "240", "--output", "standard")
        #expect(saved.status == 0 && saved.errors.hasSuffix("wrote the instrument into 'my.json'\n"), "\(saved)")
        let file = try json("my.json")
        #expect(file["format"] as? String == "proportions-instrument" && file["version"] as? Int == 1)
        #expect(file["radius"] as? Double == 240)
        let zero = try #require(file["zero_shift"] as? Double)

        let ending = try refine(
            "sample.xy", "--phases", "calcite,quartz", "--instrument", "my.json", "--no-figures")
        #expect(ending.status == 0 && ending.output.contains("as the instrument's file says"), "\(ending)")
        let parameters = try #require(try json("rietveld/sample.json")["parameters"] as? [[String: Any]])
        let instrument = parameters.filter { $0["phase"] is NSNull }.compactMap { $0["name"] as? String }
        #expect(instrument == ["sample-displacement"])
        let recipe = try #require(try json("rietveld/sample.json")["recipe"] as? [String: Any])
        let fixed = try #require(recipe["fixed"] as? [[String: Any]])
        #expect(
            fixed.contains { $0["parameter"] as? String == "instrument.zero-shift" && $0["value"] as? Double == zero })
        let fractions = try table("rietveld/fractions.csv").rows.compactMap { Double($0["fraction"]) }
        #expect(abs(fractions[0] - 0.5) < 0.01)

        let other = try refine(
            "sample.xy", "--phases", "calcite,quartz", "--instrument", "my.json", "--radius", "200")
        #expect(other.status == 64 && other.errors.contains("--instrument says what radius and monochromator are"))
        try write("bad.json", "{\"format\": \"proportions-instrument\", \"version\": 2}")
        let bad = try refine("sample.xy", "--phases", "calcite,quartz", "--instrument", "bad.json")
        #expect(bad.status == 1 && bad.errors.contains("bad.json: is no instrument that --save-instrument wrote"))
        let precious = try refine(
            "standard.xy", "--phases", "silicon", "--tube", "Cu", "--save-instrument", "sample.xy")
        #expect(precious.status == 64 && precious.errors.contains("would replace 'sample.xy', which is no instrument"))
    }

    // MARK: Restrictions and figures

    @Test("what is left out and what is fixed is said, in text and JSON; figures have other scales and windows")
    func restrictions() throws {
        try write("a.xy", ["calcite": 1])
        let ending = try refine(
            "a.xy", "--phases", "calcite", "--tube", "Cu", "--exclude", "26.2-27,44-45.5", "--fix", "calcite.a=4.99",
            "--axis", "log", "--window", "25,50", "--recipe", "constrained")
        #expect(ending.status == 0, "\(ending)")
        #expect(ending.output.contains("  left out: 26.2 to 27, 44 to 45.5 degrees\n"))
        #expect(ending.output.contains("  fixed: calcite.a 4.99 Å\n"))
        let recipe = try #require(try json("rietveld/a.json")["recipe"] as? [String: Any])
        #expect(recipe["excluded"] as? [[Double]] == [[26.2, 27], [44, 45.5]])
        let angles = try table("rietveld/a.csv").rows.compactMap { Double($0["two_theta"]) }
        #expect(angles.count > 1500 && angles.allSatisfy { !(26.2...27).contains($0) && !(44...45.5).contains($0) })
        let figure = try program.files(below: "rietveld")["a.png"]
        _ = try refine(
            "a.xy", "--phases", "calcite", "--tube", "Cu", "--exclude", "26.2-27,44-45.5", "--fix", "calcite.a=4.99",
            "--recipe", "constrained")
        #expect(try program.files(below: "rietveld")["a.png"] != figure)
    }

    @Test("the radius is that of the command line, else that of the file, and the output tells both")
    func radius() throws {
        try write("a.xy", ["calcite": 1])
        let scan = try PowderScan.read(path: program.folder + "/a.xy")
        let counts = scan.intensities.map { "\(Int($0))" }.joined(separator: " ")
        try write(
            "a.xrdml",
            """
            <xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/2.1"><xrdMeasurement>
            <usedWavelength intended="K-Alpha"><kAlpha1 unit="Angstrom">1.54059</kAlpha1>
            <kAlpha2 unit="Angstrom">1.54443</kAlpha2><ratioKAlpha2KAlpha1>0.5</ratioKAlpha2KAlpha1></usedWavelength>
            <incidentBeamPath><radius unit="mm">200.00</radius></incidentBeamPath>
            <scan scanAxis="Gonio" status="Completed"><dataPoints><positions axis="2Theta" unit="deg">
            <startPosition>\(scan.twoTheta[0])</startPosition>
            <endPosition>\(scan.twoTheta[scan.twoTheta.count - 1])</endPosition></positions>
            <counts unit="counts">\(counts)</counts></dataPoints></scan></xrdMeasurement></xrdMeasurements>
            """)
        /// The radius in the results, and the displacement that was found, which is in proportion to it.
        func found(_ arguments: [String], remark: String) throws -> (radius: Double, displacement: Double) {
            let ending = try program.start(
                ["rietveld", "--phases", "calcite", "--no-figures", "--recipe", "full-pattern"] + arguments
            ).wait()
            #expect(ending.status == 0 && ending.output.contains(remark), "\(ending)")
            let json = try json("rietveld/a.json")
            let instrument = try #require(json["instrument"] as? [String: Any])
            let parameters = try #require(json["parameters"] as? [[String: Any]])
            return (
                try #require(instrument["radius"] as? Double), try #require(parameters.first?["value"] as? Double)
            )
        }
        let file = try found(["a.xrdml"], remark: "  a radius of 200 mm, as the file says\n")
        let given = try found(
            ["a.xrdml", "--radius", "240"],
            remark: "  a radius of 240 mm, as the command line says; the file says 200\n")
        let plain = try found(["a.xy", "--tube", "Cu"], remark: "the intensities were taken to be counts")
        #expect(file.radius == 200 && given.radius == 240 && plain.radius == 280)
        #expect(abs(plain.displacement - 0.05) < 0.005)
        #expect(abs(file.displacement / plain.displacement * 280 / 200 - 1) < 0.01)
    }

    @Test("a phase below the least fraction is dropped, with what was found of it before; the option moves the limit")
    func leastFraction() throws {
        try write("a.xy", ["calcite": 0.993, "hematite": 0.007])
        let dropped = try refine("a.xy", "--phases", "calcite,hematite", "--tube", "Cu", "--no-figures")
        #expect(dropped.output.contains("dropped: 0.7"), "\(dropped)")
        #expect(dropped.output.contains(" is below the least fraction"))
        func hematite() throws -> [String: Any] {
            let phases = try #require(try json("rietveld/a.json")["phases"] as? [[String: Any]])
            return phases[1]
        }
        let before = try #require(try hematite()["before_dropping"] as? [String: Any])
        #expect(try hematite()["fraction"] as? Double == 0)
        #expect(abs(try #require(before["fraction"] as? Double) - 0.007) < 0.0005)
        #expect(try table("rietveld/fractions.csv").rows[1]["presence"] == "dropped")

        let kept = try refine(
            "a.xy", "--phases", "calcite,hematite", "--tube", "Cu", "--no-figures", "--least-fraction", "0.002")
        #expect(kept.status == 0 && !kept.output.contains("dropped"), "\(kept)")
        #expect(abs(try #require(try hematite()["fraction"] as? Double) - 0.007) < 0.0005)
    }

    @Test(
        "options that say nothing that can be done are refused",
        arguments: [
            (["--fix", "calcite.b=5"], "--fix: there is no parameter 'calcite.b'; calcite has a, c, size,"),
            (["--fix", "quartz.a"], "--fix: no phase 'quartz' has a parameter to fix; phases are calcite"),
            (["--fix", "calcite.a", "--fix", "calcite.a=5"], "--fix names calcite.a twice"),
            (["--fix", "calcite"], "The value 'calcite' is invalid for '--fix"),
            (["--exclude", "27-26"], "The value '27-26' is invalid for '--exclude"),
            (
                ["--internal-standard", "corundum=10"],
                "the internal standard 'corundum' is not among the phases calcite"
            ),
            (["--internal-standard", "calcite=100"], "The value 'calcite=100' is invalid for '--internal-standard"),
            (["--window", "85,90"], "--window lies outside of --range"),
            (["--series", "x"], "--series wants TABLE.csv:COLUMN, and not 'x'"),
            (["--save-instrument", "i.json", "--recipe", "constrained"], "--save-instrument needs --recipe standard"),
        ])
    func wrongOptions(arguments: [String], message: String) throws {
        try write("a.xy", ["calcite": 1])
        let ending = try program.start(["rietveld", "a.xy", "--phases", "calcite", "--tube", "Cu"] + arguments).wait()
        #expect(ending.status == 64 && ending.errors.contains("Error: " + message), "\(ending)")
        #expect(try program.files(below: "rietveld").isEmpty)
    }

    @Test("the CIF file has the pattern and the refined phases, which can be refined with again")
    func cif() throws {
        try write("a b.xy", ["calcite": 0.5, "hematite": 0.5])
        #expect(
            try refine("a b.xy", "--phases", "calcite,hematite", "--tube", "Cu", "--cif", "--no-figures").status == 0)
        let file = try CIFFile(path: program.folder + "/rietveld/a b.cif")
        #expect(
            file.blocks.map(\.name) == ["a_b_pattern", "a_b_phase_1_calcite", "a_b_phase_2_hematite"])
        let pattern = try #require(file.blocks.first)
        let rows = try table("rietveld/fractions.csv").rows
        #expect(pattern.values("_pd_meas_2theta_scan").count == 1750)
        let rwp = try #require(try pattern.number("_pd_proc_ls_prof_wR_factor")).value
        #expect(abs(rwp - (Double(rows[0]["rwp"]) ?? 0)) < 1e-6)
        let masses = try pattern.values("_pd_phase_mass_%").map {
            try #require(try pattern.number($0, tag: "_pd_phase_mass_%"))
        }
        for (mass, row) in zip(masses, rows) {
            #expect(abs(mass.value / 100 - (Double(row["fraction"]) ?? 0)) < 0.001 && mass.uncertainty != nil)
        }
        let identifiers = pattern.values("_pd_phase_block_id").map(\.text)
        #expect(identifiers == file.blocks.dropFirst().map { $0.text("_pd_block_id") })
        // A block by itself is a structure, with the cell that was refined.
        let text = try String(contentsOfFile: program.folder + "/rietveld/a b.cif", encoding: .utf8)
        let block = "data_" + text.components(separatedBy: "\ndata_")[2]
        let structure = try CrystalStructure.read(cifBytes: Array(block.utf8), path: "block.cif").structure
        #expect(structure.formula().description == "C Ca O3" && abs(structure.cell.a - 4.988) < 0.001)
        #expect(structure.sites.count == 3 && structure.unitsPerCell() == 6)
    }
}
