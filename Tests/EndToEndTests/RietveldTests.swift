import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

@Suite(
    "Rietveld refinement by a command", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct RietveldTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    /// Writes what a diffractometer with a copper tube gives of a mixture, counts without noise.
    private func write(
        _ name: String, _ fractions: [String: Double], comment: String = "", transform: (Double) -> Double = { $0 }
    ) throws {
        let instrument = Instrument(
            radiation: .doublet(.copper), width: InstrumentWidth(w: 0.0025, lorentzian: 0.03), axialDivergence: 0.01)
        let grid = try #require(AngleGrid(first: 10, step: 0.04, count: 1750))
        let painter = PatternPainter(grid: grid)
        for (name, fraction) in fractions {
            let structure = try #require(CrystalStructure.builtIn(named: name))
            let phase = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: 80)
            painter.add(
                weight: fraction, of: phase,
                state: PhaseState(cell: structure.cell, width: SampleWidth(size: 150, strain: 0.0005)),
                instrument: instrument, placement: SamplePlacement(displacement: 0.05))
        }
        let text = painter.draw { pattern in
            let highest = pattern.max() ?? 1
            return pattern.enumerated().map { index, value in
                "\(grid[index]) \(transform((20_000 * value / highest + 100).rounded()))\n"
            }.joined()
        }
        try (comment + text).write(toFile: program.folder + "/" + name, atomically: true, encoding: .utf8)
    }

    private func table(_ csv: Data?) throws -> CSVTable {
        try CSVTable(String(decoding: try #require(csv), as: UTF8.self))
    }

    private func refine(_ arguments: String...) throws -> Program.Ending {
        try program.start(["rietveld"] + arguments).wait()
    }

    @Test("one pattern is told in full, and comes out as it was simulated")
    func onePattern() throws {
        try write("mixture.xy", ["calcite": 0.7, "hematite": 0.3])
        let ending = try refine("mixture.xy", "--phases", "calcite,hematite,dolomite", "--tube", "cu")
        #expect(ending.status == 0 && ending.errors == "wrote 1 of 1 results into 'rietveld'\n", "\(ending)")
        for line in [
            "mixture.xy, standard recipe",
            "  Cu Kα, 1.54059 and 1.54443 Å, as the command line says; 1750 points from ",
            "  the intensities were taken to be counts", "  converged in ", "  calcite      a 4.98", " Å, size 1",
            "  dolomite         0.00   ± 0.",
        ] {
            #expect(ending.output.contains(line), "\(line)\n\(ending.output)")
        }
        let files = try program.files(below: "rietveld")
        #expect(
            files.keys.sorted() == [
                "fractions-wide.csv", "fractions.csv", "mixture.csv", "mixture.json", "mixture.pdf", "mixture.png",
                "mixture.svg",
            ])
        let phasesFound = try table(files["fractions.csv"]).rows
        #expect(
            phasesFound.map { $0["phase"] } == ["calcite", "hematite", "dolomite"]
                && phasesFound.allSatisfy { $0["pattern"] == "mixture.xy" && $0["converged"] == "yes" })
        let fractions = try phasesFound.map { try #require(Double($0["fraction"])) }
        #expect(abs(fractions[0] - 0.7) < 0.003 && abs(fractions[1] - 0.3) < 0.003)
        #expect(["absent", "dropped"].contains(phasesFound[2]["presence"]))

        let curves = try table(files["mixture.csv"])
        #expect(curves.columns == ["two_theta", "observed", "calculated", "background", "difference"])
        #expect(curves.rows.count == 1750)
        let numbers = try ["observed", "calculated", "difference"].map {
            try #require(Double(curves.rows[900][$0]))
        }
        #expect(abs(numbers[0] - numbers[1] - numbers[2]) < 0.01)

        let bytes = try #require(files["mixture.json"])
        let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let phases = try #require(json["phases"] as? [[String: Any]])
        // The reader of JSON rounds the last digit otherwise.
        for (phase, fraction) in zip(phases, fractions) {
            #expect(abs(try #require(phase["fraction"] as? Double) - fraction) <= 1e-15)
        }
        #expect(json["outcome"] as? String == "converged" && json["recipe_name"] as? String == "standard")
        let parameters = try #require(json["parameters"] as? [[String: Any]])
        let a = parameters.first { $0["phase"] as? String == "calcite" && $0["name"] as? String == "a" }
        #expect(abs((a?["value"] as? Double ?? 0) - 4.988) < 0.001 && a?["unit"] as? String == "Å")
        #expect(
            (json["structures"] as? [[String: Any]])?.map { $0["space_group"] as? String } == [
                "R -3 c", "R -3 c", "R -3",
            ])
    }

    @Test("missing points are told, and change fractions little")
    func gap() throws {
        try write("mixture.xy", ["calcite": 0.7, "hematite": 0.3])
        let lines = try String(contentsOfFile: program.folder + "/mixture.xy", encoding: .utf8).split(separator: "\n")
        try lines.filter { !$0.hasPrefix("40.") && !$0.hasPrefix("41.") }.joined(separator: "\n")
            .write(toFile: program.folder + "/gap.xy", atomically: true, encoding: .utf8)
        let ending = try refine("gap.xy", "--phases", "calcite,hematite", "--tube", "Cu")
        #expect(ending.status == 0, "\(ending)")
        #expect(ending.output.contains("\n  no points between 39.96 and 42.0 degrees\n"), "\(ending)")
        let rows = try table(program.files(below: "rietveld")["fractions.csv"]).rows
        #expect(abs(try #require(Double(rows[0]["fraction"])) - 0.7) < 0.003)
        let left = try refine("gap.xy", "--phases", "calcite,hematite", "--tube", "Cu", "--exclude", "39-43")
        #expect(left.status == 0 && !left.output.contains("no points between"), "\(left)")
    }

    @Test("several patterns make one table in their order, whatever the number of workers, and a bad one stops none")
    func severalPatterns() throws {
        try FileManager.default.createDirectory(atPath: program.folder + "/more", withIntermediateDirectories: true)
        try write("b.xy", ["calcite": 1])
        try write("more/b.xy", ["calcite": 0.4, "quartz": 0.6])
        try write("c.xy", ["quartz": 1])
        try Data("10 1\n10.1 x\n".utf8).write(to: URL(filePath: program.folder + "/a.xy"))
        func run(workers: String) throws -> (Program.Ending, [String: Data]) {
            let ending = try refine(
                "c.xy", "a.xy", "more/b.xy", "nowhere.xy", "b.xy", "--phases", "calcite", "--phases", "quartz",
                "--recipe", "constrained", "--tube", "Cu", "--workers", workers, "--output", "out-" + workers,
                "--no-figures")
            return (ending, try program.files(below: "out-" + workers))
        }
        let (ending, files) = try run(workers: "3")
        #expect(ending.status == 1)
        #expect(
            ending.errors == """
                failed: a.xy: line 2: column 2: 'x' is not a number
                failed: nowhere.xy: No such file or directory
                wrote 3 of 5 results into 'out-3'

                """)
        let lines = ending.output.split(separator: "\n")
        #expect(lines.map { $0.prefix { $0 != " " } } == ["pattern", "c", "a", "more-b.xy", "nowhere", "b.xy"])
        #expect(lines[2].hasSuffix("failed") && lines[4].hasSuffix("failed"))
        let found = try table(files["fractions.csv"]).rows
        #expect(found.map { $0["pattern"] } == ["c.xy", "c.xy", "more/b.xy", "more/b.xy", "b.xy", "b.xy"])
        #expect(abs(try #require(Double(found[3]["fraction"])) - 0.6) < 0.02)
        #expect(try table(files["failures.csv"]).rows.map { $0["pattern"] } == ["a.xy", "nowhere.xy"])
        #expect(files.keys.count { $0.hasSuffix(".json") } == 3 && !files.keys.contains { $0.hasSuffix(".png") })

        let (_, alone) = try run(workers: "1")
        #expect(files == alone)
    }

    @Test("names of any length leave the columns of several patterns where they are")
    func longNames() throws {
        let long = "a-sample-whose-name-is-far-longer-than-any-column-of-a-terminal"
        let structure = try String(
            contentsOfFile: Program.repository + "/Tests/Fixtures/diffraction/structures/rutile.cif", encoding: .utf8)
        let name = "a-phase-with-a-name-of-some-length"
        try structure.write(toFile: program.folder + "/\(name).cif", atomically: true, encoding: .utf8)
        try write("b.xy", ["calcite": 1])
        try write("\(long).xy", ["calcite": 1])
        try write("größe.xy", ["calcite": 1])
        let ending = try refine(
            "b.xy", "\(long).xy", "größe.xy", "--phases", "calcite,\(name).cif", "--tube", "Cu", "--recipe",
            "full-pattern", "--no-figures")
        let lines = ending.output.split(separator: "\n")
        #expect(lines.count == 4, "\(ending)")
        let places = lines.compactMap { line in
            line.ranges(of: /verdict|explained|EXPLAINED|DOUBTFUL/).first.map {
                line.distance(from: line.startIndex, to: $0.lowerBound)
            }
        }
        #expect(places.count == 4 && Set(places).count == 1, "\(ending.output)")
        #expect(lines[2].hasPrefix("a-sample-") && lines[2].prefix(41).contains("…"))
    }

    @Test("phases of one's own come from CIF and YAML files, and what was assumed of them is told")
    func ownPhases() throws {
        try write("calcite.xy", ["calcite": 1])
        let structures = """
            lime:
              space_group: F m -3 m
              cell: {a: 4.8105}
              sites:
                - {element: Ca, x: 0, y: 0, z: 0, B: 0.3}
                - {element: O, x: 0.5, y: 0.5, z: 0.5, B: 0.4}
            """
        try structures.write(toFile: program.folder + "/own.yaml", atomically: true, encoding: .utf8)
        let rutile = Program.repository + "/Tests/Fixtures/diffraction/structures/rutile.cif"
        let ending = try refine(
            "calcite.xy", "--phases", "\(rutile),own.yaml", "--impurities", "calcite", "--tube", "Cu", "--recipe",
            "full-pattern", "--no-figures")
        // The impurity is all there is.
        #expect(ending.status == 1, "\(ending)")
        #expect(ending.errors.hasPrefix("not explained: calcite.xy: none of the phases that count has any intensity"))
        let found = try table(try program.files(below: "rietveld")["fractions.csv"]).rows
        #expect(found.map { $0["phase"] } == ["rutile", "lime", "calcite"], "\(found)")
        #expect(ending.output.contains("an impurity, beside the others' 100 %"))
    }

    @Test("what is wrong with a pattern is told in one line, and the status is 1")
    func wrongPatterns() throws {
        try write("plain.xy", ["calcite": 1])
        try write("comment.xy", ["calcite": 1], comment: "# wavelength 1.5406\n")
        try write("negative.xy", ["calcite": 1]) { $0 - 150 }
        try write("nothing.xy", ["calcite": 1]) { _ in 0 }
        func message(_ arguments: String...) throws -> String {
            let ending = try program.start(
                ["rietveld", "--phases", "calcite", "--no-figures"] + arguments
            ).wait()
            #expect(ending.status == 1, "\(ending)")
            return ending.errors.split(separator: "\n").first { $0.hasPrefix("failed") }.map(String.init) ?? ""
        }
        #expect(
            try message("plain.xy") == "failed: plain.xy: does not say with which X-rays it was measured; say --tube "
                + "(Cr, Fe, Co, Cu, Mo, Ag) for a doublet, or --wavelength for a single line")
        #expect(
            try message("comment.xy")
                == "failed: comment.xy: gives 1.5406 Å, and not whether both lines of the doublet were "
                + "there; say --tube Cu for both, or --wavelength for one")
        #expect(
            try message("comment.xy", "--tube", "Mo")
                == "failed: comment.xy: was measured with 1.5406 Å, as the file says, "
                + "and the command line says --tube Mo, 0.709317 Å")
        #expect(
            try message("comment.xy", "--wavelength", "1.6")
                == "failed: comment.xy: was measured with 1.5406 Å, as the file "
                + "says, and the command line says 1.6 Å")
        #expect(
            try message("negative.xy", "--tube", "Cu")
                == "failed: negative.xy: the intensity at 10 degrees is negative, so "
                + "these are no counts, and the file gives no uncertainties; give them in a third column, or the pattern "
                + "before its background was subtracted")
        try write("zeros.xye", ["calcite": 1])
        let known = try String(contentsOfFile: program.folder + "/zeros.xye", encoding: .utf8).split(separator: "\n")
        try (known.enumerated().map { "\($1) \($0 < 40 ? "10" : "0")" }.joined(separator: "\n") + "\n")
            .write(toFile: program.folder + "/zeros.xye", atomically: true, encoding: .utf8)
        #expect(
            try message("zeros.xye", "--tube", "Cu", "--columns", "2theta,counts,sigma")
                == "failed: zeros.xye: 40 points from 10 to 80 degrees have an uncertainty above zero; 50 are needed at "
                + "least. Say --columns 2theta,counts,- to take the intensities for counts")
        #expect(
            try message("nothing.xy", "--tube", "Cu")
                == "failed: nothing.xy: no intensity above zero from 10 to 80 degrees")
        #expect(
            try message("plain.xy", "--tube", "Cu", "--range", "79,95")
                == "failed: plain.xy: 25 points from 79 to 95 degrees; 50 are needed at least")
        #expect(
            try message("plain.xy", "--wavelength", "1.3", "--particle-diameter", "5")
                == "failed: plain.xy: microabsorption "
                + "cannot be corrected: absorption is known for the lines of tubes, and none is within 0.5 % of 1.3 Å")
    }

    @Test(
        "a wrong command line is told, and the status is 64",
        arguments: [
            (
                ["a.xy", "--phases", "calcit"],
                "unknown phase 'calcit'; did you mean 'calcite'? known: calcite, gibbsite, dolomite, hematite, quartz, "
                    + "corundum, silicon, and files that end in .cif, .mcif or .yaml"
            ),
            (["a.xy", "--phases", ","], "--phases names no phase"),
            (
                ["a.xy", "--phases", "calcite", "--texture", "gypsum:0,1,0"],
                "--texture: no phase is called 'gypsum'; the phases are: calcite"
            ),
            (["a.xy", "--phases", "calcite", "--texture", "calcite:0,0,0"], "The value 'calcite:0,0,0' is invalid"),
            (
                ["a.xy", "--phases", "calcite", "--impurities", "quartz,calcite"],
                "the phase 'calcite' is given twice"
            ),
            (
                ["a.xy", "--phases", "calcite", "--tube", "Cu", "--wavelength", "1.5"],
                "--tube means a doublet and --wavelength a single line: give one of them"
            ),
            (["a.xy", "--phases", "calcite", "--wavelength", "15"], "--wavelength must be between 0.1 and 5"),
            (["a.xy", "--phases", "calcite", "--range", "80,10"], "The value '80,10' is invalid for '--range"),
            (["a.xy", "--phases", "calcite", "--tube", "Xy"], "The value 'Xy' is invalid for '--tube"),
            (["a.xy", "--phases", "calcite", "--workers", "0"], "--workers must be between 1 and 1024"),
            (["a.xy", "b.xy", "./a.xy", "--phases", "calcite"], "'./a.xy' is given twice"),
            (["a.xy"], "--phases must name the phases"),
            (["--phases", "calcite"], "no pattern is given; name files, or a table with --list"),
            (
                ["a.xy", "--phases", "calcite", "--output", "."],
                "'.' holds files that are no results of 'rietveld'; name another folder with --output"
            ),
        ])
    func wrongCommandLine(arguments: [String], message: String) throws {
        try write("a.xy", ["calcite": 1])
        let ending = try program.start(["rietveld"] + arguments).wait()
        #expect(
            ending.status == 64 && ending.output.isEmpty && ending.errors.contains("Error: " + message), "\(ending)")
        #expect(try program.files(below: "rietveld").isEmpty)
    }

    @Test("results are replaced by those of another call, and never a file that is read")
    func replacing() throws {
        try write("a.xy", ["calcite": 1])
        let arguments = ["rietveld", "--phases", "calcite", "--tube", "Cu", "--recipe", "full-pattern", "--no-figures"]
        #expect(try program.start(arguments + ["a.xy"]).wait().status == 0)
        let again = try program.start(arguments + ["a.xy"]).wait()
        #expect(
            again.status == 0 && again.errors == "wrote 1 of 1 results into 'rietveld', in place of earlier ones\n",
            "\(again)")
        let other = program.folder + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try "pattern,calcite\n".write(toFile: other + "/fractions.csv", atomically: true, encoding: .utf8)
        #expect(try program.start(arguments + ["a.xy", "--output", "other"]).wait().status == 64)
        #expect(try program.files(below: "other").count == 1)
        try FileManager.default.removeItem(atPath: program.folder + "/rietveld/a.csv")
        try FileManager.default.moveItem(
            atPath: program.folder + "/a.xy", toPath: program.folder + "/rietveld/a.csv")
        let refused = try program.start(arguments + ["rietveld/a.csv"]).wait()
        #expect(refused.status == 64, "\(refused)")
        #expect(
            refused.errors.contains(
                "the result 'rietveld/a.csv' would take the place of a file that is read; name another folder with --output"
            ))
    }

    @Test("a line of no tube is refined without dispersion corrections, and that is said")
    func singleLine() throws {
        try write("a.xy", ["calcite": 1])
        let ending = try refine(
            "a.xy", "--phases", "calcite", "--wavelength", "1.52", "--recipe", "full-pattern", "--no-figures")
        // Copper made the pattern, so that no line is where this wavelength has it.
        #expect(ending.status == 1 && ending.output.contains("  verdict: NOT EXPLAINED"), "\(ending)")
        #expect(ending.output.contains("  1.52 Å, no dispersion corrections, as the command line says; "))
        let near = try refine(
            "a.xy", "--phases", "calcite", "--wavelength", "1.5406", "--recipe", "full-pattern", "--no-figures")
        #expect(near.output.contains("  1.5406 Å, dispersion corrections of Cu, as the command line says; "))
    }

    @Test("Ctrl-C keeps what is done, and the table has whole lines")
    func interrupted() throws {
        for number in 0..<30 { try write("p\(number).xy", ["calcite": 1]) }
        let running = try program.start(
            ["rietveld", "--phases", "calcite,quartz,dolomite", "--tube", "Cu", "--workers", "1"]
                + (0..<30).map { "p\($0).xy" })
        let table = program.folder + "/rietveld/fractions.csv"
        for _ in 0..<3000 where (FileManager.default.contents(atPath: table)?.count ?? 0) < 200 {
            Thread.sleep(forTimeInterval: 0.01)
        }
        running.process.interrupt()
        let ending = running.wait()
        #expect(
            ending.status == 130 && ending.errors.contains("patterns are done, and their results are kept"), "\(ending)"
        )
        let rows = try self.table(FileManager.default.contents(atPath: table)).rows
        #expect(rows.count >= 3 && rows.count < 90 && rows.count % 3 == 0)
        let done = try program.files(below: "rietveld", endings: [".json"]).count
        #expect(3 * done == rows.count)
    }
}
