internal import Foundation
internal import ScientificFormats

/// The sites of the asymmetric unit in a block of a CIF file.
struct CIFSites {
    /// What B is taken to be where a file gives none, in Å²: what atoms in minerals have at room temperature, within
    /// a factor of 2.
    static let usualDisplacement = 0.5

    let block: CIFBlock
    let formula: ChemicalFormula?
    let cell: UnitCell

    /// Whether a block has any sites.
    static func areIn(_ block: CIFBlock) -> Bool { !block.values("_atom_site_fract_x").isEmpty }

    /// Reads all sites, with the line that each stands on.
    func read(remarks: inout [String]) throws -> [(entry: SiteEntry, line: Int)] {
        let count = block.values("_atom_site_fract_x").count
        guard count <= Self.mostSites else {
            throw block.error("\(count) sites, which is more than the \(Self.mostSites) that are read")
        }
        let columns = try CIFSiteColumns(block: block, count: count)
        var withoutDisplacement: [String] = []
        var missing: [String] = []
        var sites: [(entry: SiteEntry, line: Int)] = []
        for row in 0..<count {
            let site = Site(columns: columns, row: row)
            if columns.flags?[row].text?.lowercased() == "dum" {
                remarks.append("site '\(site.label)' is a dummy and was left out")
                continue
            }
            guard let name = try name(site, remarks: &remarks) else {
                remarks.append("site '\(site.label)' is a vacancy and was left out")
                continue
            }
            if let ion = name.missing, !missing.contains(ion) { missing.append(ion) }
            let occupancy = try occupancy(site, remarks: &remarks)
            guard occupancy.value > 0 else {
                remarks.append("site '\(site.label)' has the occupancy 0 and was left out")
                continue
            }
            let position = try position(site)
            let displacement = try displacement(site, remarks: &remarks)
            if displacement == nil { withoutDisplacement.append(site.label) }
            let entry = SiteEntry(
                label: site.label, name: name, position: position, occupancy: occupancy.value,
                displacement: displacement ?? Self.usualDisplacement, occupancyUncertainty: occupancy.uncertainty)
            sites.append((entry, site.line))
        }
        if !missing.isEmpty {
            // Beside the ions that the table has, a neutral atom in the place of one would leave a charge to the cell: in calcite of
            // Ca2+, C4+ and O2- 54 electrons for each 50 protons.
            for index in sites.indices { sites[index].entry.name = sites[index].entry.name.neutral }
            remarks.append(
                "there is no form factor of \(missing.map { "'\($0)'" }.joined(separator: ", ")); all sites were taken for neutral "
                    + "atoms, so that the cell has no charge")
        }
        if !withoutDisplacement.isEmpty {
            remarks.append(
                "no displacement parameter of \(withoutDisplacement.joined(separator: ", ")); "
                    + "B = \(Self.usualDisplacement) Å² was assumed")
        }
        return sites
    }

    /// Powder patterns of larger structures have no lines to tell apart.
    private static let mostSites = 5000

    /// What sits on a site, or nothing where it is a vacancy.
    private func name(_ site: Site, remarks: inout [String]) throws -> ScattererName? {
        let type = site.columns.types?[site.row].text
        let occupant =
            type.map { SiteOccupant(typeSymbol: $0, formula: formula) }
            ?? SiteOccupant(label: site.label, formula: formula)
        switch occupant {
        case .atom(let name, let remark):
            if let remark { remarks.append("site '\(site.label)': " + remark) }
            return name
        case .vacancy: return nil
        case .unclear(let reason): throw site.problem(reason)
        }
    }

    private func position(_ site: Site) throws -> SIMD3<Double> {
        var position = SIMD3<Double>.zero
        for (axis, tag) in CIFSiteColumns.positionTags.enumerated() {
            guard let number = try block.number(site.columns.positions[axis][site.row], tag: tag) else {
                throw site.problem("'\(tag)' is not given")
            }
            guard abs(number.value) < 1000 else {
                throw site.problem("'\(tag)' is \(number.value), far outside of the cell")
            }
            position[axis] = number.value
        }
        return position
    }

    /// The share of the site that is filled, from 0 to 1, with its uncertainty.
    private func occupancy(_ site: Site, remarks: inout [String]) throws -> (value: Double, uncertainty: Double) {
        let tag = CIFSiteColumns.occupancyTag
        guard let number = try site.columns.number(site.columns.occupancies, site.row, tag: tag) else { return (1, 0) }
        guard let value = number.brought(into: 0...1, rounding: SiteList.occupancyTolerance) else {
            throw site.problem("the occupancy is \(number.value), not from 0 to 1")
        }
        if value != number.value {
            remarks.append("site '\(site.label)' has the occupancy \(number.value), which was taken as \(Int(value))")
        }
        return (value, number.uncertainty ?? 0)
    }

    /// B in Å², from the isotropic parameter or the mean of the anisotropic ones; nothing where none is given.
    private func displacement(_ site: Site, remarks: inout [String]) throws -> Double? {
        let factors = [1, 8 * Double.pi * Double.pi]
        for ((tag, factor), values) in zip(zip(CIFSiteColumns.isotropicTags, factors), site.columns.isotropic) {
            if let number = try site.columns.number(values, site.row, tag: tag) {
                let displacement = CIFNumber(
                    value: number.value * factor, uncertainty: number.uncertainty.map { $0 * factor })
                return try checked(displacement, site, remarks: &remarks)
            }
        }
        for (tensor, factor) in zip(["U", "B"], factors.reversed()) {
            if let mean = try site.columns.anisotropicMean(tensor, label: site.label, cell: cell) {
                return try checked(CIFNumber(value: mean * factor), site, remarks: &remarks)
            }
        }
        return nil
    }

    private func checked(_ displacement: CIFNumber, _ site: Site, remarks: inout [String]) throws -> Double {
        guard let value = displacement.brought(into: 0...100, rounding: Self.displacementTolerance) else {
            throw site.problem("the displacement parameter is B = \(displacement.value) Å², not from 0 to 100")
        }
        if value != displacement.value {
            let given = (displacement.value * 1e4).rounded() / 1e4
            remarks.append("site '\(site.label)' has B = \(given) Å², which was taken as \(Int(value))")
        }
        return value
    }

    /// What B without an uncertainty may be below zero, in Å²: U of 0.001 Å², the last digit that is often given.
    private static let displacementTolerance = 0.08
}

/// A row of the loop of sites.
private struct Site {
    let columns: CIFSiteColumns
    let row: Int

    var label: String { columns.labels[row].text ?? "number \(row + 1)" }
    var line: Int { columns.labels[row].line }

    func problem(_ reason: String) -> FormatError {
        columns.block.error("site '\(label)': \(reason)", line: line)
    }
}

extension CIFNumber {
    /// The number, or the bound that it is beyond by less than three of its uncertainties, or by a rounding at most where it
    /// has none; nothing where it is further out.
    fileprivate func brought(into range: ClosedRange<Double>, rounding: Double) -> Double? {
        let bound = min(max(value, range.lowerBound), range.upperBound)
        let distance = abs(value - bound)
        return distance <= rounding || uncertainty.map { distance < 3 * $0 } ?? false ? bound : nil
    }
}
