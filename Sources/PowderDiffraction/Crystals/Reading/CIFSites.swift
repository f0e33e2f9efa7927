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
        let columns = try Columns(block: block, count: count)
        var withoutDisplacement: [String] = []
        var missing: [String] = []
        var sites: [(entry: SiteEntry, line: Int)] = []
        for row in 0..<count {
            let label = columns.labels[row].text ?? "number \(row + 1)"
            let line = columns.labels[row].line
            func problem(_ reason: String) -> FormatError { block.error("site '\(label)': \(reason)", line: line) }
            if columns.flags?[row].text?.lowercased() == "dum" {
                remarks.append("site '\(label)' is a dummy and was left out")
                continue
            }
            let name = try name(columns.types?[row], label: label, problem)
            if let ion = name.missing, !missing.contains(ion) { missing.append(ion) }
            let position = try position(columns, row, problem)
            guard let occupancy = try occupancy(columns.occupancies?[row], problem) else {
                remarks.append("site '\(label)' has the occupancy 0 and was left out")
                continue
            }
            let displacement = try displacement(columns, row, label: label, problem)
            if displacement == nil { withoutDisplacement.append(label) }
            let entry = SiteEntry(
                label: label, name: name, position: position, occupancy: occupancy,
                displacement: displacement ?? Self.usualDisplacement)
            sites.append((entry, line))
        }
        for ion in missing { remarks.append("there is no form factor of '\(ion)'; that of the neutral atom was used") }
        if !withoutDisplacement.isEmpty {
            remarks.append(
                "no displacement parameter of \(withoutDisplacement.joined(separator: ", ")); "
                    + "B = \(Self.usualDisplacement) Å² was assumed")
        }
        return sites
    }

    /// Powder patterns of larger structures have no lines to tell apart.
    private static let mostSites = 5000

    private func name(_ type: CIFValue?, label: String, _ problem: (String) -> FormatError) throws -> ScattererName {
        if let type, let text = type.text {
            guard let name = ScattererName(typeSymbol: text) else {
                throw problem("'\(text)' is no element or ion such as 'Ca' or 'O2-'")
            }
            return name
        }
        guard let name = ScattererName(label: label, formula: formula) else {
            throw problem("the label does not say clearly of which element; give '_atom_site_type_symbol'")
        }
        return name
    }

    private func position(
        _ columns: Columns, _ row: Int, _ problem: (String) -> FormatError
    ) throws -> SIMD3<Double> {
        var position = SIMD3<Double>.zero
        for (axis, tag) in Columns.positionTags.enumerated() {
            guard let number = try block.number(columns.positions[axis][row], tag: tag) else {
                throw problem("'\(tag)' is not given")
            }
            guard abs(number.value) < 1000 else {
                throw problem("'\(tag)' is \(number.value), far outside of the cell")
            }
            position[axis] = number.value
        }
        return position
    }

    /// The share of the site that is filled, or nothing where it is empty.
    private func occupancy(_ value: CIFValue?, _ problem: (String) -> FormatError) throws -> Double? {
        guard let value, let number = try block.number(value, tag: "_atom_site_occupancy") else { return 1 }
        guard (0...1 + SiteList.occupancyTolerance).contains(number.value) else {
            throw problem("the occupancy is \(number.value), not from 0 to 1")
        }
        return number.value == 0 ? nil : min(1, number.value)
    }

    /// B in Å², from the isotropic parameter or the mean of the anisotropic ones; nothing where none is given.
    private func displacement(
        _ columns: Columns, _ row: Int, label: String, _ problem: (String) -> FormatError
    ) throws -> Double? {
        let factors = [1, 8 * Double.pi * Double.pi]
        for ((tag, factor), values) in zip(zip(Columns.isotropicTags, factors), columns.isotropic) {
            if let value = values?[row], let number = try block.number(value, tag: tag) {
                return try checked(number.value * factor, problem)
            }
        }
        for (tensor, factor) in zip(["U", "B"], factors.reversed()) {
            if let mean = try columns.anisotropicMean(tensor, label: label, cell: cell) {
                return try checked(mean * factor, problem)
            }
        }
        return nil
    }

    private func checked(_ displacement: Double, _ problem: (String) -> FormatError) throws -> Double {
        guard (0...100).contains(displacement) else {
            throw problem("the displacement parameter is B = \(displacement) Å², not from 0 to 100")
        }
        return displacement
    }
}

/// The columns of the loop of sites, all of one length.
private struct Columns {
    static let positionTags = ["_atom_site_fract_x", "_atom_site_fract_y", "_atom_site_fract_z"]
    static let isotropicTags = ["_atom_site_B_iso_or_equiv", "_atom_site_U_iso_or_equiv"]

    let block: CIFBlock
    let labels: [CIFValue]
    let types: [CIFValue]?
    let positions: [[CIFValue]]
    let occupancies: [CIFValue]?
    let flags: [CIFValue]?
    let isotropic: [[CIFValue]?]
    private let anisotropicRows: [String: Int]

    init(block: CIFBlock, count: Int) throws {
        func optional(_ tag: String) throws -> [CIFValue]? {
            let values = block.values(tag)
            guard !values.isEmpty else { return nil }
            guard values.count == count else {
                throw block.error(
                    "'\(tag)' has \(values.count) values for \(count) sites", line: values.first?.line)
            }
            return values
        }
        func required(_ tag: String) throws -> [CIFValue] {
            guard let values = try optional(tag) else { throw block.error("'\(tag)' is not given") }
            return values
        }
        self.block = block
        let types = try optional("_atom_site_type_symbol")
        guard let labels = try optional("_atom_site_label") ?? types else {
            throw block.error("'_atom_site_label' is not given")
        }
        self.types = types
        self.labels = labels
        positions = try Self.positionTags.map(required)
        occupancies = try optional("_atom_site_occupancy")
        flags = try optional("_atom_site_calc_flag")
        isotropic = try Self.isotropicTags.map(optional)
        let rows = block.values("_atom_site_aniso_label").enumerated().map { ($1.description, $0) }
        anisotropicRows = Dictionary(rows) { first, _ in first }
    }

    /// A third of the trace of the anisotropic tensor in Cartesian axes: ⅓ Σ U_ij a*_i a*_j (a_i · a_j).
    func anisotropicMean(_ tensor: String, label: String, cell: UnitCell) throws -> Double? {
        guard let row = anisotropicRows[label] else { return nil }
        func component(_ indices: String) throws -> Double? {
            let tag = "_atom_site_aniso_\(tensor)_\(indices)"
            let values = block.values(tag)
            return row < values.count ? try block.number(values[row], tag: tag)?.value : nil
        }
        let metric = cell.metric
        let reciprocal = cell.reciprocalMetric
        let axes = [reciprocal.xx, reciprocal.yy, reciprocal.zz].map { $0.squareRoot() }
        let terms = [
            ("11", axes[0] * axes[0] * metric.xx), ("22", axes[1] * axes[1] * metric.yy),
            ("33", axes[2] * axes[2] * metric.zz), ("23", 2 * axes[1] * axes[2] * metric.yz),
            ("13", 2 * axes[0] * axes[2] * metric.xz), ("12", 2 * axes[0] * axes[1] * metric.xy),
        ]
        var sum = 0.0
        for (indices, weight) in terms {
            guard let value = try component(indices) else { return nil }
            sum += value * weight
        }
        return sum / 3
    }
}
