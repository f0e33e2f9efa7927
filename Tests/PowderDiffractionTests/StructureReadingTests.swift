import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

/// What a CIF file may leave open, and what it may get wrong.
struct StructureReadingTests {
    /// Calcite on hexagonal axes, from line 1 on, for tests to replace parts of it.
    static let calcite = """
        data_calcite
        _cell_length_a 4.988(1)
        _cell_length_b 4.988(1)
        _cell_length_c 17.061(2)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 120
        _cell_volume 367.6
        _cell_formula_units_Z 6
        _chemical_formula_sum 'C Ca O3'
        _chemical_formula_weight 100.09
        _exptl_crystal_density_diffrn 2.713
        _space_group_name_H-M_alt 'R -3 c'
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_occupancy
        _atom_site_B_iso_or_equiv
        Ca1 Ca2+ 0 0 0 1 0.95(3)
        C1 C 0 0 0.25 1 0.90
        O1 O 0.257(1) 0 0.25 1 0.94
        """

    private func read(_ changes: [(String, String)] = [], block: String? = nil) throws -> StructureReading {
        var text = Self.calcite
        for (part, replacement) in changes {
            try #require(text.contains(part))
            text = text.replacing(part, with: replacement)
        }
        return try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.cif", block: block)
    }

    @Test func readsWhatIsGiven() throws {
        let reading = try read()
        let structure = reading.structure
        #expect(reading.remarks.isEmpty)
        #expect(structure.name == "calcite")
        #expect(structure.citation == nil)
        #expect(structure.cleavage == nil)
        #expect(structure.cell == UnitCell(a: 4.988, b: 4.988, c: 17.061, gamma: 120))
        #expect(structure.spaceGroup.symbol == "R -3 c")
        #expect(structure.sites.map(\.label) == ["Ca1", "C1", "O1"])
        #expect(structure.sites.map(\.scatterer) == ["Ca2+", "C", "O"])
        #expect(structure.sites.map(\.element.symbol) == ["Ca", "C", "O"])
        #expect(structure.sites.map(\.displacement) == [0.95, 0.90, 0.94])
        #expect(structure.sites[2].position == SIMD3(0.257, 0, 0.25))
    }

    // MARK: What may be left open

    @Test func saysWhatItAssumed() throws {
        let reading = try read([
            ("_cell_angle_alpha 90\n", ""), ("Ca1 Ca2+ 0 0 0 1 0.95(3)", "Ca1 Ca3+ 0 0 0 . ?"), ("1 0.94", "? ."),
        ])
        #expect(
            reading.remarks == [
                "'_cell_angle_alpha' is not given; it was taken as 90°, which is its default",
                "there is no form factor of 'Ca3+'; all sites were taken for neutral atoms, so that the cell has no charge",
                "no displacement parameter of Ca1, O1; B = 0.5 Å² was assumed",
            ])
        #expect(reading.structure.sites.map(\.scatterer) == ["Ca", "C", "O"])
        #expect(reading.structure.sites.map(\.displacement) == [0.5, 0.90, 0.5])
        #expect(reading.structure.sites.map(\.occupancy) == [1, 1, 1])
    }

    /// Calcium carbonate has 20 + 6 + 3 * 8 protons.
    ///
    /// The table knows `Ca2+` and `O2-`, and does not know `C4+`.
    @Test(arguments: [["Ca", "C", "O"], ["Ca2+", "C4+", "O2-"], ["Ca2+", "C4-", "O2-"]])
    func electronsOfACellAreItsProtons(symbols: [String]) throws {
        let reading = try read([
            ("Ca1 Ca2+", "Ca1 \(symbols[0])"), ("C1 C", "C1 \(symbols[1])"), ("O1 O", "O1 \(symbols[2])"),
        ])
        let electrons = reading.structure.sites.reduce(0) { sum, site in
            sum + Double(site.equivalents.count) * (FormFactor.named(site.scatterer)?.f0(s: 0) ?? .nan)
        }
        #expect(abs(electrons / 6 - 50) < 0.05, "\(electrons / 6), \(reading.remarks)")
    }

    @Test(arguments: [
        ("CA2+", "Ca", "Ca2+"), ("Ca+2", "Ca", "Ca2+"), ("ca", "Ca", "Ca"), ("Ca0+", "Ca", "Ca"), ("Ca0", "Ca", "Ca"),
    ])
    func readsTypeSymbols(symbol: String, element: String, scatterer: String) throws {
        let structure = try read([("Ca2+", symbol)]).structure
        #expect(structure.sites[0].element.symbol == element)
        #expect(structure.sites[0].scatterer == scatterer)
    }

    @Test func findsElementsInLabels() throws {
        let reading = try read([
            ("_atom_site_type_symbol\n", ""), ("Ca1 Ca2+", "Ca(1)"), ("C1 C", "C"), ("O1 O", "OW1"),
        ])
        #expect(reading.structure.sites.map(\.element.symbol) == ["Ca", "C", "O"])
    }

    /// A label in capitals is the element that the formula has, where it has one of the two that it may be.
    @Test func theFormulaDecidesBetweenElements() throws {
        let fluorite = """
            data_fluorite _cell_length_a 5.463 _cell_length_b 5.463 _cell_length_c 5.463
            _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
            _space_group_name_H-M_alt Fm-3m _chemical_formula_sum 'Ca F2'
            loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_B_iso_or_equiv
            CA1 0 0 0 0.5 F1 .25 .25 .25 0.7
            """
        let structure = try CrystalStructure.read(cifBytes: Array(fluorite.utf8), path: "x.cif").structure
        #expect(structure.sites.map(\.element.symbol) == ["Ca", "F"])
        #expect(structure.sites.map(\.equivalents.count) == [4, 8])
        let message = "the label does not say clearly of which element; give '_atom_site_type_symbol'"
        #expect(
            try cifError(fluorite.replacing("_chemical_formula_sum 'Ca F2'", with: ""))
                == "x.cif: line 5: site 'CA1': \(message)")
    }

    @Test func displacementsMayBeAnisotropic() throws {
        let loop = """
            loop_ _atom_site_aniso_label _atom_site_aniso_U_11 _atom_site_aniso_U_22 _atom_site_aniso_U_33
            _atom_site_aniso_U_23 _atom_site_aniso_U_13 _atom_site_aniso_U_12
            Ca1 0.012 0.012 0.009 0 0 0.006 O1 0.01 0.01 0.01 0 0 0.005
            """
        let structure = try read([
            ("1 0.95(3)", "1 ?"), ("1 0.94", "1 ."), ("data_calcite\n", "data_calcite\n\(loop)\n"),
        ])
        .structure
        // On hexagonal axes with U12 = U11/2 the tensor is round about c: U_eq = (2 U11 + U33) / 3.
        #expect(abs(structure.sites[0].displacement - 8 * .pi * .pi * 0.011) < 1e-12)
        #expect(abs(structure.sites[2].displacement - 8 * .pi * .pi * 0.01) < 1e-12)
    }

    @Test func displacementsMayBeU() throws {
        let structure = try read([("_atom_site_B_iso_or_equiv", "_atom_site_U_iso_or_equiv"), ("0.95(3)", "0.012")])
            .structure
        #expect(structure.sites[0].displacement == 8 * .pi * .pi * 0.012)
    }

    /// Rounded coordinates of special positions are put where the symmetry has them: on a threefold axis here.
    @Test func roundedPlacesGoOntoTheirSymmetryElements() throws {
        let exact = try read([
            ("Ca1 Ca2+ 0 0 0 1 0.95(3)", "Ca1 Ca2+ 0.6667 0.3333 0.3333 1 0.95"),
            ("O 0.257(1) 0 0.25", "O 0.257 0.0001 0.25"),
        ]).structure
        #expect(exact.sites.map(\.equivalents.count) == [6, 6, 18])
        let calcium = exact.sites[0].position
        #expect(
            abs(calcium.x - 2.0 / 3) < 1e-12 && abs(calcium.y - 1.0 / 3) < 1e-12 && abs(calcium.z - 1.0 / 3) < 1e-12)
        #expect(abs(exact.sites[2].position.y) < 1e-12)
        let places = exact.sites[0].equivalents.sorted { ($0.x, $0.z) < ($1.x, $1.z) }
        let plain = try read().structure.sites[0].equivalents.sorted { ($0.x, $0.z) < ($1.x, $1.z) }
        for (place, other) in zip(places, plain) {
            let difference = place - other
            #expect((difference * difference).sum() < 1e-20)
        }
    }

    @Test func sitesMayBeSharedAndPartlyFilled() throws {
        let reading = try read([
            ("Ca1 Ca2+ 0 0 0 1 0.95(3)", "Ca1 Ca2+ 0 0 0 0.93(1) 0.95\nMg1 Mg2+ 0.0 0.0 0.0001 0.070(5) 0.95"),
            ("'C Ca O3'", "'Ca0.93 Mg0.07 (C O3)'"), ("100.09", "98.98"), ("2.713", "2.683"),
        ])
        #expect(reading.structure.sites.map(\.equivalents.count) == [6, 6, 6, 18])
        #expect(reading.structure.unitsPerCell() == 6)
        #expect(reading.structure.formula().description == "C Ca0.93 Mg0.07 O3")
    }

    @Test func emptySitesAndDummiesAreLeftOut() throws {
        let reading = try read([
            ("_atom_site_occupancy", "_atom_site_calc_flag\n_atom_site_occupancy"), ("0 1 0.95", "0 d 1 0.95"),
            ("0.25 1 0.90", "0.25 d 1 0.90"),
            ("0.25 1 0.94", "0.25 d 1 0.94\nX1 O 0.1 0.1 0.1 dum 1 1\nN1 N 0.2 0.1 0 d 0 1"),
        ])
        #expect(reading.structure.sites.count == 3)
        #expect(
            reading.remarks == [
                "site 'X1' is a dummy and was left out", "site 'N1' has the occupancy 0 and was left out",
            ])
    }

    /// Deuterium scatters X-rays as hydrogen does, and weighs twice as much.
    @Test func deuteriumIsHydrogenOfTwiceTheMass() throws {
        let structure = try read([
            ("C1 C 0 0 0.25", "D1 D 0 0 0.25"), ("'C Ca O3'", "'H Ca O3'"), ("100.09", "90.09"),
            ("_exptl_crystal_density_diffrn 2.713\n", ""),
        ]).structure
        #expect(structure.sites[1].element == .deuterium)
        #expect(structure.sites[1].scatterer == "H")
    }

    @Test func namesAndPlanesAreRead() throws {
        let structure = try read([
            ("data_calcite", "data_1234\n_chemical_name_mineral Calcite\n_proportions_cleavage_plane '1 0 -4'")
        ]).structure
        #expect(structure.name == "Calcite")
        #expect(structure.cleavage == Miller(1, 0, -4))
    }

    @Test func theBlockWithSitesIsRead() throws {
        #expect(try read([("data_calcite", "data_global _x 1 data_calcite")]).structure.name == "calcite")
        #expect(
            try read([("data_calcite", "data_global _x 1 data_calcite")], block: "CALCITE").structure.name == "calcite")
    }

    // MARK: What is wrong

    @Test(arguments: [
        ("4.988(1)\n_cell_length_c", "?\n_cell_length_c", "line 3: '_cell_length_b' is not given"),
        ("_cell_length_a 4.988(1)\n", "", "line 1: '_cell_length_a' is not given"),
        ("4.988(1)\n_cell_length_c", "abc\n_cell_length_c", "line 3: '_cell_length_b': 'abc' is not a number"),
        (
            "gamma 120", "gamma 181",
            "line 2: no cell has these lengths and angles: a=4.988 b=4.988 c=17.061 α=90.0 β=90.0 γ=181.0"
        ),
        ("gamma 120", "gamma ?", "line 7: '_cell_angle_gamma' is not given"),
        (
            "gamma 120", "gamma 90",
            "line 13: the symmetry 'R -3 c' does not suit the cell a=4.988 b=4.988 c=17.061 α=90 β=90 γ=90"
        ),
        (
            "_space_group_name_H-M_alt 'R -3 c'\n", "",
            "line 1: no symmetry: neither '_space_group_symop_operation_xyz' nor '_space_group_name_H-M_alt' is given"
        ),
        (
            "'R -3 c'", "'R -3 q'",
            "line 13: 'R -3 q' is no known space group; give a Hermann–Mauguin symbol such as 'R -3 c'"
        ),
        (
            "'R -3 c'", "'R -3 c' _space_group_IT_number 166",
            "line 13: 'R -3 c' and number 166 are of different space groups"
        ),
        (
            "'R -3 c'", "'R -3 c' _space_group_name_Hall '-R 3'",
            "line 13: 'R -3 c' and '-R 3' are of different space groups"
        ),
        (
            "'R -3 c'", "'R -3 c' _space_group_IT_number x",
            "line 13: the space group number 'x' is not a whole number from 1 to 230"
        ),
        (
            "'R -3 c'", "'R -3 c'\n_space_group_symop_operation_xyz x,y,z",
            "line 13: the symmetry operations are those of P1 (number 1), but the file says 'R -3 c'"
        ),
        (
            "'R -3 c'", "? loop_ _space_group_symop_operation_xyz\nx,y,z\n-y,x-y,z",
            "line 14: the symmetry operations form no group: '-y,x-y,z' followed by '-y,x-y,z' gives '-x+y,-x,z', "
                + "which is not among them"
        ),
        (
            "'R -3 c'", "? loop_ _space_group_symop_operation_xyz\n-x,-y,-z",
            "line 14: the symmetry operations lack the identity 'x,y,z'"
        ),
        (
            "'R -3 c'", "? loop_ _space_group_symop_operation_xyz\nx,y,z\n-y,x,z\n-x,-y,z\ny,-x,z",
            "line 15: the symmetry operation '-y,x,z' does not suit the cell "
                + "a=4.988 b=4.988 c=17.061 α=90 β=90 γ=120"
        ),
        (
            "'R -3 c'", "? loop_ _space_group_symop_operation_xyz\nx,y,z\nx,y",
            "line 15: 'x,y' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"
        ),
        ("O 0.257(1) 0 0.25", "O ? 0 0.25", "line 24: site 'O1': '_atom_site_fract_x' is not given"),
        (
            "O 0.257(1) 0 0.25", "O 1e9 0 0.25",
            "line 24: site 'O1': '_atom_site_fract_x' is 1000000000.0, far outside of the cell"
        ),
        ("O 0.257(1) 0 0.25", "O 0.257(1) b 0.25", "line 24: '_atom_site_fract_y': 'b' is not a number"),
        (
            "Ca2+ 0 0 0", "Ca2+ 0.0054 0 0",
            "line 22: site 'Ca1': its images under 'R -3 c' are neither apart nor within 0.05 Å of each other"
        ),
        ("0.25 1 0.94", "0.25 1.2 0.94", "line 24: site 'O1': the occupancy is 1.2, not from 0 to 1"),
        ("0.25 1 0.94", "0.25 -0.2 0.94", "line 24: site 'O1': the occupancy is -0.2, not from 0 to 1"),
        (
            "0.25 1 0.94", "0.25 1 -3",
            "line 24: site 'O1': the displacement parameter is B = -3.0 Å², not from 0 to 100"
        ),
        ("O1 O", "O1 Ox", "line 24: site 'O1': 'Ox' is no element or ion such as 'Ca' or 'O2-'"),
        (
            "O1 O", "M1 ?",
            "line 24: site 'M1': the label does not say clearly of which element; give '_atom_site_type_symbol'"
        ),
        ("_atom_site_fract_y\n", "_atom_site_other\n", "line 1: '_atom_site_fract_y' is not given"),
        (
            "O1 O 0.257(1) 0 0.25 1 0.94", "O1 O 0.257 0 0.25 0.6 0.94\nO2 O 0 0.257 0.25 0.5 0.94",
            "line 25: the sites 'O1', 'O2' are at one place and together fill it more than once"
        ),
        (
            "'C Ca O3'", "'C Ca O2.8'",
            "line 10: the formula 'C Ca O2.8' and the sites differ: in a cell of 6 formula units they have 16.8 and 18 O"
        ),
        (
            "'C Ca O3'", "'C Ca Mg O3'",
            "line 10: the formula 'C Ca Mg O3' and the sites differ: in a cell of 6 formula units they have 6 and 0 Mg"
        ),
        ("Z 6", "Z 0", "line 9: '_cell_formula_units_Z' is 0.0, not above 0"),
        (
            "data_calcite", "data_calcite _proportions_cleavage_plane '0 0 0'",
            "line 1: '_proportions_cleavage_plane': '0 0 0' is not three whole numbers such as '1 0 4'"
        ),
        ("_atom_site_fract_x", "_atom_site_x", "no data block has sites ('_atom_site_fract_x')"),
        (
            "_atom_site_fract_x", "_atom_site_Cartn_x",
            "its sites have Cartesian places only; fractions of the axes are read ('_atom_site_fract_x')"
        ),
    ])
    func namesTheLineOfWhatIsWrong(part: String, replacement: String, message: String) throws {
        try #require(Self.calcite.contains(part))
        #expect(try cifError(Self.calcite.replacing(part, with: replacement)) == "x.cif: " + message)
    }

    /// One claim that differs, where the formula confirms the sites, is a mistake of that claim; two are not, nor is one
    /// without a formula.
    @Test(arguments: [
        ("Z 6", "Z 4", "the cell is said to hold 4 formula units, but its sites come to 6"),
        ("367.6", "360", "the volume is given as 360 Å³, but the cell has 367.6106 Å³"),
        ("100.09", "103", "the formula weight is given as 103 g/mol, but the sites come to 100.086 g/mol"),
        ("2.713", "2.8", "the density is given as 2.8 g/cm³, but the sites come to 2.7126 g/cm³"),
    ])
    func aClaimThatStandsAloneIsNoted(part: String, replacement: String, reason: String) throws {
        let reading = try read([(part, replacement)])
        #expect(reading.structure == (try read().structure))
        #expect(reading.remarks == [reason + "; cell, symmetry and sites agree with the formula, and were used"])
        let second = part == "2.713" ? ("Z 6", "Z 4") : ("2.713", "2.8")
        #expect(throws: FormatError.self) { try read([(part, replacement), second]) }
        guard part != "Z 6" else { return }
        #expect(throws: FormatError.self) {
            try read([(part, replacement), ("_chemical_formula_sum 'C Ca O3'\n", "")])
        }
    }

    @Test func namesTheBlocksThatAreThere() throws {
        let error = try #require(throws: FormatError.self) { _ = try read(block: "quartz") }
        #expect(error.description == "x.cif: no data block 'quartz'; the file holds: 'calcite'")
    }

    /// A number alone is enough where the space group has one setting in the cell.
    @Test func numbersAreEnoughWhereTheyAreClear() throws {
        let number = "_space_group_IT_number 167"
        #expect(try read([("_space_group_name_H-M_alt 'R -3 c'", number)]).structure.spaceGroup.symbol == "R -3 c")
        let ambiguous = """
            data_x _cell_length_a 5 _cell_length_b 6 _cell_length_c 7 _space_group_IT_number 62
            loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z Ca1 0.1 0.2 0.3
            """
        #expect(
            try cifError(ambiguous).hasPrefix(
                "x.cif: line 1: number 62 leaves open which setting is meant; write 'P n m a'"))
    }

    /// Cut off anywhere, or with bytes changed, a file is refused or read, and never ends the program.
    @Test func survivesDamage() throws {
        let operations = try String(contentsOfFile: fixture("structures/quartz-operations.cif"), encoding: .utf8)
        for (text, seed) in [(Self.calcite, 3), (operations, 4)] {
            for copy in damagedCopies(of: Array(text.utf8), flips: 1500, seed: UInt64(seed)) {
                do {
                    _ = try CrystalStructure.read(cifBytes: copy, path: "x.cif")
                } catch {
                    #expect(error is FormatError)
                }
            }
        }
    }
}
