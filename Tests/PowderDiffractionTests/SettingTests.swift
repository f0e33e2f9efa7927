import PowderDiffraction
import ScientificFormats
import Testing

/// All 530 settings of Hall's table, beside those of gemmi.
struct SettingTests {
    struct Setting {
        let symbol: String
        let number: Int
        let hall: String
        let operationCount: Int
        let digest: String

        /// A cell of the crystal system, with nothing more equal than has to be.
        var cell: UnitCell? {
            switch number {
            case ...74: UnitCell(a: 5, b: 6, c: 7)
            case ...142: UnitCell(a: 5, b: 5, c: 7)
            case ...194:
                symbol.hasSuffix(":R")
                    ? UnitCell(a: 6, b: 6, c: 6, alpha: 50, beta: 50, gamma: 50)
                    : UnitCell(a: 5, b: 5, c: 7, gamma: 120)
            default: UnitCell(a: 5, b: 5, c: 5)
            }
        }
    }

    private static func settings() throws -> [Setting] {
        try table("settings.csv").rows.map { row in
            Setting(
                symbol: row["symbol"], number: try row.integer("number"), hall: row["hall"],
                operationCount: try row.integer("operations"), digest: row["digest"])
        }
    }

    private func digest(_ operations: [SymmetryOperation]) -> String {
        let lines = operations.map { operation in
            let steps = (0..<3).map { Int((operation.translation[$0] * 24).rounded()) }
            return (operation.rotation.joined() + steps).map(String.init).joined(separator: " ")
        }
        return String(ContentDigest.sha256(lines.sorted().joined(separator: "\n").utf8).prefix(16))
    }

    @Test func settingsAreThoseOfGemmi() throws {
        let settings = try Self.settings()
        #expect(settings.count == 530)
        for setting in settings {
            let group = try SpaceGroup.named(setting.symbol, cell: try #require(setting.cell))
            #expect(group.number == setting.number, "\(setting)")
            #expect(group.operations.count == setting.operationCount, "\(setting)")
            #expect(digest(group.operations) == setting.digest, "\(setting)")
            #expect(group.operations.first?.description == "x,y,z")
        }
    }

    /// Operations that are listed are taken as they are, and known again as the space group that they make up.
    @Test func listedOperationsAreKnownAgain() throws {
        for setting in try Self.settings() {
            let cell = try #require(setting.cell)
            let operations = try SpaceGroup.named(setting.symbol, cell: cell).operations
            let listed = operations.map { "'\($0)'" }.joined(separator: "\n")
            let structure = try read(cell: cell, symmetry: "loop_ _space_group_symop_operation_xyz\n\(listed)")
            #expect(structure.spaceGroup.number == setting.number, "\(setting)")
            #expect(structure.spaceGroup.operations == operations, "\(setting)")
            // The site is at a general position.
            #expect(structure.sites.map(\.equivalents.count) == [operations.count], "\(setting)")
        }
    }

    /// Hall symbols name the setting, but for those that another table writes in another way.
    @Test func hallSymbolsNameTheSetting() throws {
        var unknown: [String] = []
        for setting in try Self.settings() {
            let symmetry = "_space_group_name_Hall\n;\(setting.hall)\n;"
            do {
                let structure = try read(cell: try #require(setting.cell), symmetry: symmetry)
                #expect(digest(structure.spaceGroup.operations) == setting.digest, "\(setting)")
            } catch let error as FormatError {
                #expect(error.reason.hasSuffix("is no known Hall symbol"), "\(setting): \(error)")
                unknown.append(setting.hall)
            }
        }
        #expect(
            unknown == [
                "P 31 2 (0 0 4)", "P 32 2 (0 0 2)", "P 61 2 (0 0 5)", "P 62 2 (0 0 4)", "P 64 2 (0 0 2)", "F -4a 2 3",
                "-F 4a 2 3", "F 4d 2 3 -1ad", "-F 4ud 2vw 3",
            ])
    }

    private func read(cell: UnitCell, symmetry: String) throws -> CrystalStructure {
        let text = """
            data_x
            _cell_length_a \(cell.a) _cell_length_b \(cell.b) _cell_length_c \(cell.c)
            _cell_angle_alpha \(cell.alpha) _cell_angle_beta \(cell.beta) _cell_angle_gamma \(cell.gamma)
            \(symmetry)
            loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_B_iso_or_equiv
            Ca1 0.06 0.17 0.28 1
            """
        return try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.cif").structure
    }
}
