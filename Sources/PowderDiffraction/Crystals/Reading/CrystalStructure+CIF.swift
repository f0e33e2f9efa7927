internal import Foundation
internal import ScientificFormats

extension CrystalStructure {
    /// Reads a structure from a CIF file.
    ///
    /// The symmetry is that of the listed operations, or where there are none that of the symbols; see
    /// ``SpaceGroup/named(_:cell:)``. Displacement parameters may be B or U, isotropic or not: B = 8π²U, and the mean of
    /// an anisotropic one is taken. What the file says of formula, formula weight, number of formula units, density and
    /// volume is compared with what the sites come to. Hydrogen that only the formula has goes into
    /// ``CrystalStructure/unlocated``. The plane of cleavage stands in `_proportions_cleavage_plane`, as
    /// in `'1 0 4'`; no dictionary has it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - block: The name of the data block; without one the first that has sites is read.
    /// - Returns: The structure, and what had to be assumed.
    /// - Throws: `FormatError` with file, line and what is wrong or contradicts itself there.
    public static func read(cif path: String, block: String? = nil) throws -> StructureReading {
        try read(CIFFile(path: path), block: block)
    }

    /// Reads a structure from what a CIF file holds.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - path: The name that errors give to it.
    ///   - block: The name of the data block; without one the first that has sites is read.
    /// - Returns: The structure, and what had to be assumed.
    /// - Throws: `FormatError`, as ``read(cif:block:)`` does.
    public static func read(cifBytes bytes: [UInt8], path: String, block: String? = nil) throws -> StructureReading {
        try read(CIFFile(bytes: bytes, path: path), block: block)
    }

    private static func read(_ file: CIFFile, block name: String?) throws -> StructureReading {
        if let name {
            guard let block = file[name] else {
                let known = file.blocks.map { "'\($0.name)'" }.joined(separator: ", ")
                throw FormatError(file: file.path, reason: "no data block '\(name)'; the file holds: \(known)")
            }
            return try CIFStructure(block: block).read()
        }
        let blocks = file.blocks.filter(CIFSites.areIn)
        guard let block = blocks.first else {
            let reason =
                file.blocks.contains { !$0.values("_atom_site_Cartn_x").isEmpty }
                ? "its sites have Cartesian places only; fractions of the axes are read ('_atom_site_fract_x')"
                : "no data block has sites ('_atom_site_fract_x')"
            throw FormatError(file: file.path, reason: reason)
        }
        let reading = try CIFStructure(block: block).read()
        guard blocks.count > 1 else { return reading }
        let others = blocks.dropFirst().map { "'\($0.name)'" }.joined(separator: ", ")
        let remark = "the data block '\(block.name)' was read; FILE#BLOCK chooses another that has sites: \(others)"
        return StructureReading(structure: reading.structure, remarks: [remark] + reading.remarks)
    }
}

/// A structure in a block of a CIF file.
private struct CIFStructure {
    let block: CIFBlock

    func read() throws -> StructureReading {
        var remarks: [String] = []
        let cell = try cell(remarks: &remarks)
        let spaceGroup = try CIFSymmetry(block).spaceGroup(cell: cell, remarks: &remarks)
        let claims = try claims(remarks: &remarks)
        let entries = try CIFSites(block: block, formula: claims.formula?.value, cell: cell).read(remarks: &remarks)
        guard !entries.isEmpty else { throw block.error("there are no sites ('_atom_site_fract_x')") }

        let list = SiteList(spaceGroup: spaceGroup, metric: cell.metric)
        let sites = try entries.map { entry, line in
            do {
                return try list.site(entry)
            } catch let error as SymmetryError {
                throw block.error("site '\(entry.label)': \(error.reason)", line: line)
            }
        }
        if let overfull = list.overfull(sites, uncertainties: entries.map(\.entry.occupancyUncertainty)) {
            let labels = overfull.map { "'\(sites[$0].label)'" }.joined(separator: ", ")
            throw block.error(
                "the sites \(labels) are at one place and together fill it more than once",
                line: overfull.last.map { entries[$0].line })
        }
        let located = CrystalStructure(
            name: name, citation: CIFCitation(block: block).text(), cell: cell, spaceGroup: spaceGroup, sites: sites,
            cleavage: try cleavage())
        let structure = try compared(located, with: claims, remarks: &remarks)
        return StructureReading(structure: structure, remarks: remarks)
    }

    /// Compares a structure with what the file says of it, and adds the hydrogen that only the formula has.
    ///
    /// Where the sites have what the formula says, one other claim that differs is taken for a mistake of that claim; two
    /// are not.
    private func compared(
        _ located: CrystalStructure, with claims: StructureClaims<Int>, remarks: inout [String]
    ) throws -> CrystalStructure {
        let comparison = claims.formulaComparison(located)
        if let reason = comparison?.difference { throw block.error(reason, line: claims.formula?.place) }
        let structure = comparison.map { located.withUnlocated($0.missing) } ?? located
        if let lack = comparison?.lack {
            let unlocated = structure.unlocated
            let electrons = structure.contents().parts.reduce(0) { $0 + Double($1.element.atomicNumber) * $1.count }
            func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
            remarks.append(
                "\(lack): mass and absorption are those of the formula, and what scatters are the sites; fractions by "
                    + "weight count this hydrogen, \(percent(unlocated.mass / structure.cellMass())) of the mass, and "
                    + "intensities lack it, \(percent(unlocated.atomCount / electrons)) of the electrons")
        }
        let contradictions = claims.contradictions(of: structure, units: comparison?.units)
        if let first = contradictions.first {
            guard comparison != nil, contradictions.count == 1 else {
                throw block.error(first.reason, line: first.place)
            }
            remarks.append("\(first.reason); cell, symmetry and sites agree with the formula, and were used")
        }
        return structure
    }

    private var name: String {
        let names = ["_chemical_name_mineral", "_chemical_name_common"].lazy.compactMap { block.text($0) }
        return names.first { !$0.isEmpty } ?? block.name
    }

    private func cell(remarks: inout [String]) throws -> UnitCell {
        func number(_ tag: String) throws -> Double {
            guard let number = try block.number(tag) else {
                throw block.error("'\(tag)' is not given", line: block[tag]?.line)
            }
            return number.value
        }
        let lengths = try ["_cell_length_a", "_cell_length_b", "_cell_length_c"].map(number)
        var angles: [Double] = []
        for tag in ["_cell_angle_alpha", "_cell_angle_beta", "_cell_angle_gamma"] {
            if block[tag] == nil || block[tag]?.content == .inapplicable {
                remarks.append("'\(tag)' is not given; it was taken as 90°, which is its default")
                angles.append(90)
            } else {
                angles.append(try number(tag))
            }
        }
        let text = zip(["a", "b", "c", "α", "β", "γ"], lengths + angles).map { "\($0)=\($1)" }.joined(separator: " ")
        guard
            let cell = UnitCell(
                a: lengths[0], b: lengths[1], c: lengths[2], alpha: angles[0], beta: angles[1], gamma: angles[2]),
            lengths.allSatisfy({ $0 < 1000 })
        else {
            throw block.error("no cell has these lengths and angles: \(text)", line: block["_cell_length_a"]?.line)
        }
        return cell
    }

    private func claims(remarks: inout [String]) throws -> StructureClaims<Int> {
        func number(_ tag: String) throws -> StructureClaims<Int>.Claim<Double>? {
            guard let value = block[tag], let number = try block.number(value, tag: tag) else { return nil }
            guard number.value > 0 else {
                throw block.error("'\(tag)' is \(number.value), not above 0", line: value.line)
            }
            return (number.value, value.line)
        }
        var claims = StructureClaims<Int>()
        if let value = block["_chemical_formula_sum"], let text = value.text {
            if let formula = ChemicalFormula(text) {
                claims.formula = (formula, value.line)
            } else {
                remarks.append("the formula '\(text)' could not be read, nor be compared with the sites")
            }
        }
        claims.unitsPerCell = try number("_cell_formula_units_Z")
        claims.formulaMass = try number("_chemical_formula_weight")
        claims.density = try number("_exptl_crystal_density_diffrn")
        claims.volume = try number("_cell_volume")
        return claims
    }

    private func cleavage() throws -> Miller? {
        guard let value = block["_proportions_cleavage_plane"], let text = value.text else { return nil }
        let indices = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
        guard indices.count == 3, let h = indices[0], let k = indices[1], let l = indices[2],
            let plane = Miller(checking: h, k, l)
        else {
            throw block.error(
                "'_proportions_cleavage_plane': '\(text)' is not three whole numbers such as '1 0 4'", line: value.line)
        }
        return plane
    }
}

extension Miller {
    /// Makes indices of a plane from a file: not all of them 0, and none beyond 100.
    package init?(checking h: Int, _ k: Int, _ l: Int) {
        let range = -100...100
        guard range.contains(h), range.contains(k), range.contains(l), h != 0 || k != 0 || l != 0 else { return nil }
        self.init(h, k, l)
    }
}
