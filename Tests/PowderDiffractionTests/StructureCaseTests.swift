import Foundation
import PowderDiffraction
import Testing

/// Files of the kinds that databases and other programs write, which leave something open or contradict themselves a little.
///
/// Densities are those of gemmi 0.7, from sites, occupancies and cell, unless a test says otherwise.
struct StructureCaseTests {
    private func read(_ name: String, block: String? = nil) throws -> StructureReading {
        try CrystalStructure.read(cif: fixture("cases/\(name).cif"), block: block)
    }

    private func isClose(_ value: Double, _ expected: Double, within tolerance: Double = 5e-4) -> Bool {
        abs(value - expected) <= tolerance * abs(expected)
    }

    @Test func plutoniumIsNoPhosphorus() throws {
        let structure = try read("puo2").structure
        #expect(structure.sites.map(\.element.symbol) == ["Pu", "O"])
        #expect(structure.sites.map(\.scatterer) == ["Pu", "O"])
        // Z M / V by hand: 4 (244 + 2 · 15.999) / 5.396³ Å³.
        #expect(isClose(structure.density(), 4 * 275.998 / 157.1157 / 0.602_214_076))
        // There is no dispersion correction for the line of a tube, and none is made up.
        #expect(throws: UnknownScatterer.self) {
            _ = try PhaseModel(structure: structure, radiation: .doublet(.copper), upTo: 60)
        }
        _ = try PhaseModel(structure: structure, radiation: .line(0.5), upTo: 20)
    }

    /// A cell that is not reduced: its shortest axes in the plane are not a and c.
    @Test func bodyCentredCellsHaveTheirGroup() throws {
        let structure = try read("body_centred").structure
        #expect(structure.spaceGroup.number == 12 && structure.sites.map(\.equivalents.count) == [8, 8])
        // 8 (24.305 + 15.999) g/mol in 9.8 · 17.8 · 5.3 sin 74° Å³, by hand.
        #expect(isClose(structure.density(), 8 * 40.304 / 888.7 / 0.602_214_076))
    }

    @Test func waterIsOxygen() throws {
        let reading = try read("gypsum_wat")
        #expect(reading.structure.sites[4].element.symbol == "O")
        #expect(reading.remarks.first == "site 'Wat': 'Wat' was taken for water's oxygen")
        #expect(reading.structure.formula().description == "Ca H4 O6 S")
        // 4 · 172.171 g/mol in 495.15 Å³.
        #expect(isClose(reading.structure.density(), 2.3096, within: 1e-3))
    }

    @Test func aNumberOfUnitsThatCountsOtherwiseIsNoted() throws {
        let reading = try read("calcite_mp")
        #expect(isClose(reading.structure.density(), 2.7126))
        #expect(
            reading.remarks.contains(
                "the cell is said to hold 6 formula units, but its sites come to 1; cell, symmetry and sites agree with the "
                    + "formula, and were used"), "\(reading.remarks)")
    }

    /// Mass and absorption come from the formula, scattering from the sites.
    @Test func hydrogenMayHaveNoSites() throws {
        let reading = try read("gypsum_noH")
        let structure = reading.structure
        let whole = try read("gypsum_wat").structure
        #expect(structure.unlocated.description == "H16")
        #expect(structure.contents() == whole.contents())
        #expect(structure.formula().description == "Ca H4 O6 S")
        #expect(isClose(structure.density(), whole.density(), within: 1e-12))
        #expect(structure.sites.count == 5)
        #expect(
            reading.remarks.contains {
                $0.hasPrefix("the sites lack 16 H a cell of the formula: mass and absorption are those of the formula")
                    // 4.0312 of 172.16 g/mol, and 4 of 88 electrons.
                    && $0.contains("2.3 % of the mass") && $0.contains("4.5 % of the electrons")
            }, "\(reading.remarks)")
    }

    @Test func parametersJustOutsideTheirRangesAreClamped() throws {
        let displaced = try read("calcite_negB")
        #expect(displaced.structure.sites[0].displacement == 0)
        #expect(displaced.remarks.contains("site 'Ca1' has B = -0.0947 Å², which was taken as 0"))
        let filled = try read("occ102")
        #expect(filled.structure.sites[0].occupancy == 1)
        #expect(filled.remarks.contains("site 'Ca1' has the occupancy 1.02, which was taken as 1"))
        #expect(isClose(filled.structure.density(), 2.7126))
        for (name, part, other) in [
            ("calcite_negB", "-0.0012(8)", "-0.0032(8)"), ("occ102", "1.02(2)", "1.07(2)"),
            ("occ102", "1.02(2)", "1.02"), ("calcite_negB", "-0.0012(8)", "-0.0012"),
        ] {
            let text = try String(contentsOfFile: fixture("cases/\(name).cif"), encoding: .utf8)
            #expect(text.contains(part))
            #expect(try cifError(text.replacing(part, with: other)).contains("site 'Ca1': the "))
        }
    }

    /// The uncertainties of sites that share a place hold for their sum, in brackets or in a column of their own.
    @Test func sharedPlacesMayBeFilledWithinTheirUncertainty() throws {
        let text = try String(contentsOfFile: fixture("cases/occ102.cif"), encoding: .utf8)
        let shared = text.replacing("Ca1 Ca 0 0 0 1.02(2)", with: "Ca1 Ca 0 0 0 0.98(2)\nMg1 Mg 0 0 0 0.06(2)")
        #expect(shared != text)
        let structure = try CrystalStructure.read(cifBytes: Array(shared.utf8), path: "x.cif").structure
        #expect(structure.sites.map(\.occupancy) == [0.98, 0.06, 1, 1])
        #expect(
            try cifError(shared.replacing("(2)", with: ""))
                == "x.cif: line 17: the sites 'Ca1', 'Mg1' are at one place and together fill it more than once")
        let columns = text.replacing("_atom_site_occupancy", with: "_atom_site.occupancy\n_atom_site.occupancy_su")
            .replacing("1.02(2)", with: "1.02 0.02").replacing("0.25 1", with: "0.25 1 .")
        let reading = try CrystalStructure.read(cifBytes: Array(columns.utf8), path: "x.cif")
        #expect(reading.structure.sites[0].occupancy == 1)
    }

    @Test func mixedValencesScatterAsNeutralAtoms() throws {
        let reading = try read("magnetite")
        #expect(reading.structure.sites.map(\.scatterer) == ["Fe", "Fe", "O"])
        #expect(
            reading.remarks.prefix(1)
                == [
                    "there is no form factor of 'Fe2.5+'; all sites were taken for neutral atoms, so that the cell has no charge"
                ], "\(reading.remarks)")
        #expect(isClose(reading.structure.density(), 5.2002))
    }

    @Test func blocksAreChosenAndTheOthersTold() throws {
        let first = try read("two")
        #expect(first.structure.name == "first_calcite")
        #expect(
            first.remarks.first
                == "the data block 'first_calcite' was read; FILE#BLOCK chooses another that has sites: 'second_hematite'"
        )
        let second = try read("two", block: "second_hematite")
        #expect(second.structure.formula().description == "Fe2 O3")
        #expect(!second.remarks.contains { $0.contains("data block") })
    }

    // MARK: Labels

    @Test(arguments: [
        ("Ca1", "Ca"), ("O1A", "O"), ("OW1", "O"), ("OH", "O"), ("Oh2", "O"), ("Ow", "O"), ("WAT1", "O"),
        ("Wa1", "O"), ("W1", "O"), ("H2O1", "O"), ("D1", "D"), ("HW2", "H"), ("CM1", "C"),
    ])
    func labelsSayTheirElement(label: String, symbol: String) throws {
        let others = [("D", "H"), ("H", "H"), ("Ca", "Ca"), ("C", "C"), ("O", "O")].first { $0.0 == symbol }
        let reading = try labelled(label, insteadOf: try #require(others).1)
        #expect(reading.structure.sites[0].element.symbol == symbol)
        #expect(reading.structure.unlocated.parts.isEmpty)
    }

    /// A label whose second letter is in lower case is an element of two letters, or nothing.
    @Test(arguments: ["CA1", "Xx1", "Cv1", "Vx1", "Pb1", "Co1", "Es1", "Ta", "Hx", "M1", "T1", "1"])
    func unclearLabelsAreErrors(label: String) throws {
        let error = try #require(throws: (any Error).self) { try labelled(label, insteadOf: "O") }
        #expect("\(error)".contains("line 5: site '\(label)': the label "), "\(error)")
    }

    @Test(arguments: ["Vac", "Vac1", "VAC2", "Va1", "Vc"])
    func vacanciesHoldNothing(label: String) throws {
        let plain = try String(contentsOfFile: fixture("cases/puo2.cif"), encoding: .utf8)
        let text = plain + "\n\(label) 0.5 0.5 0.5 0.01\n"
        let reading = try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.cif")
        #expect(reading.structure == (try read("puo2").structure))
        #expect(reading.remarks == ["site '\(label)' is a vacancy and was left out"])
    }

    /// Reads a structure of Ca C O3 H2 whose first atom has a label and no type symbol.
    private func labelled(_ label: String, insteadOf symbol: String) throws -> StructureReading {
        var others = ["Ca", "C", "O", "O", "O", "H", "H"]
        others.remove(at: try #require(others.firstIndex(of: symbol)))
        let sites = others.enumerated().map { "\($1)\($0) \($1) 0.\($0 + 2) 0.3 0.4 1" }.joined(separator: "\n")
        let text = """
            data_x _cell_length_a 5 _cell_length_b 6 _cell_length_c 7 _symmetry_space_group_name_H-M 'P 1'
            _cell_angle_alpha 80 _cell_angle_beta 85 _cell_angle_gamma 95 _chemical_formula_sum 'Ca C O3 H2'
            loop_ _atom_site_label _atom_site_type_symbol
            _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_B_iso_or_equiv
            \(label) . 0.1 0.2 0.3 1
            \(sites)
            """
        return try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.cif")
    }

    // MARK: Magnetic structures

    /// The antiferromagnet in the cell that its moments double: as X-rays see it, the plain structure.
    @Test func magneticSymmetryIsReadWithoutTimeReversal() throws {
        let text = """
            data_magnetic _cell_length_a 4 _cell_length_b 4 _cell_length_c 8
            _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
            _space_group_magn.name_BNS 'P_c -1'
            loop_ _space_group_symop_magn_operation.id _space_group_symop_magn_operation.xyz
            1 x,y,z,+1 2 -x,-y,-z,+1
            loop_ _space_group_symop_magn_centering.id _space_group_symop_magn_centering.xyz
            1 x,y,z,+1 2 x,y,z+1/2,-1
            loop_ _atom_site.label _atom_site.type_symbol _atom_site.fract_x _atom_site.fract_y _atom_site.fract_z
            _atom_site.B_iso_or_equiv
            Mn1 Mn2+ 0 0 0 0.5 O1 O2- 0.5 0.5 0.25 0.5
            """
        let reading = try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.mcif")
        #expect(reading.structure.spaceGroup.operations.count == 4)
        #expect(reading.structure.contents().description == "Mn2 O2")
        #expect(
            reading.remarks == [
                "the symmetry is magnetic; time reversal, which X-rays do not see, was left out of it"
            ])
        let start = try #require(text.range(of: "loop_ _space_group_symop"))
        let end = try #require(text.range(of: "loop_ _atom_site.label"))
        #expect(
            try cifError(text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: ""))
                == "x.cif: line 1: a magnetic space group is read from its operations "
                + "('_space_group_symop_magn_operation.xyz'), not from its name")
    }
}
