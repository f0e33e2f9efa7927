import Foundation
import Testing

@Suite(
    "Structures that a command line names",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct PhasesTests {
    private let program: Program

    init() throws {
        program = try Program()
        let cases = Program.repository + "/Tests/Fixtures/diffraction/cases"
        for name in try FileManager.default.contentsOfDirectory(atPath: cases) {
            try FileManager.default.copyItem(atPath: cases + "/" + name, toPath: program.folder + "/" + name)
        }
        // A pattern of nothing is enough where only phases are asked about.
        let flat = (0..<700).map { "\(10 + Double($0) * 0.1) 100\n" }.joined()
        try flat.write(toFile: program.folder + "/flat.xy", atomically: true, encoding: .utf8)
    }

    private func rietveld(_ arguments: String...) throws -> Program.Ending {
        try program.start(["rietveld", "flat.xy", "--tube", "Cu", "--no-figures"] + arguments).wait()
    }

    private func structures() throws -> [[String: Any]] {
        let bytes = try #require(FileManager.default.contents(atPath: program.folder + "/rietveld/flat.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        return try #require(json["structures"] as? [[String: Any]])
    }

    @Test("two phases of one name are called after their files")
    func sameNames() throws {
        let ending = try rietveld("--phases", "calcite_lowMg.cif,calcite_highMg.cif", "--impurities", "calcite")
        for name in ["calcite_lowMg", "calcite_highMg"] {
            #expect(
                ending.errors.contains(
                    "note: \(name).cif: another phase is named 'Calcite', too; this one is called '\(name)'"),
                "\(ending)")
        }
        #expect(try structures().map { $0["name"] as? String } == ["calcite_lowMg", "calcite_highMg", "calcite"])
    }

    @Test("a data block is named behind the file, and those of one name and one file are numbered")
    func blocks() throws {
        let ending = try rietveld("--phases", "two.cif#second_hematite,two.cif")
        #expect(ending.errors.contains("note: two.cif: the data block 'first_calcite' was read; "), "\(ending)")
        #expect(try structures().map { $0["name"] as? String } == ["second_hematite", "first_calcite"])
        let missing = try rietveld("--phases", "two.cif#third")
        #expect(missing.status != 0)
        #expect(
            missing.errors.contains(
                "two.cif: no data block 'third'; the file holds: 'first_calcite', 'second_hematite'"), "\(missing)")
    }

    @Test("the plane of texture is chosen, told, and changed by an option")
    func planes() throws {
        func planes() throws -> [[Int]?] { try structures().map { $0["texture_plane"] as? [Int] } }
        let chosen = try rietveld("--phases", "gypsum_noH.cif,calcite_mp.cif,calcite")
        #expect(
            chosen.errors.contains(
                "note: Gypsum: texture refers to the plane 0 1 0, whose spacing is by far the widest; "
                    + "'--texture Gypsum:none' leaves it out"), "\(chosen)")
        #expect(chosen.errors.contains("note: CaCO3: no plane stands out as one that crystallites lie on"), "\(chosen)")
        #expect(try planes() == [[0, 1, 0], nil, [1, 0, 4]])
        let named = try rietveld(
            "--phases", "gypsum_noH.cif,calcite_mp.cif,calcite", "--texture", "gypsum:none", "--texture", "CaCO3:1,0,4",
            "--texture", "calcite:0,1,2")
        #expect(!named.errors.contains("plane"), "\(named)")
        #expect(try planes() == [nil, [1, 0, 4], [0, 1, 2]])
    }

    @Test("what is read is listed, and a bad file does not stop the others")
    func listing() throws {
        try "data_x\n".write(toFile: program.folder + "/bad.cif", atomically: true, encoding: .utf8)
        let text = try program.run("phases", "bad.cif", "calcite_mp.cif", "quartz")
        #expect(text.status == 1)
        #expect(text.errors == "failed: bad.cif: no data block has sites ('_atom_site_fract_x')\n")
        #expect(
            text.output.hasPrefix("CaCO3: C Ca O3, Z = 6, R -3 c, 2.713 g/cm³\n    calcite_mp.cif\n    note: "),
            "\(text)")
        #expect(text.output.contains("\nquartz: O2 Si, Z = 3, "))
        let ending = try program.run("phases", "gypsum_noH.cif", "--json")
        #expect(ending.status == 0 && ending.errors.isEmpty)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: [[String: Any]]])
        let phase = try #require(json["phases"]?.first)
        #expect(phase["file"] as? String == "gypsum_noH.cif" && phase["unlocated"] as? String == "H16")
        #expect(abs(try #require(phase["density"] as? Double) - 2.3096) < 0.003)
        #expect(json["failures"]?.isEmpty == true)
    }
}
