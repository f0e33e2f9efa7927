internal import ScientificFormats

/// The columns of the loop of sites, all of one length.
struct CIFSiteColumns {
    static let positionTags = ["_atom_site_fract_x", "_atom_site_fract_y", "_atom_site_fract_z"]
    static let occupancyTag = "_atom_site_occupancy"
    static let isotropicTags = ["_atom_site_B_iso_or_equiv", "_atom_site_U_iso_or_equiv"]

    let block: CIFBlock
    let labels: [CIFValue]
    let types: [CIFValue]?
    let positions: [[CIFValue]]
    let occupancies: [CIFValue]?
    let flags: [CIFValue]?
    let isotropic: [[CIFValue]?]
    private let uncertainties: [String: [CIFValue]]
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
        occupancies = try optional(Self.occupancyTag)
        flags = try optional("_atom_site_calc_flag")
        isotropic = try Self.isotropicTags.map(optional)
        let uncertain = try (Self.isotropicTags + [Self.occupancyTag]).compactMap { tag in
            try optional(tag + "_su").map { (tag, $0) }
        }
        uncertainties = Dictionary(uniqueKeysWithValues: uncertain)
        let rows = block.values("_atom_site_aniso_label").enumerated().map { ($1.description, $0) }
        anisotropicRows = Dictionary(rows) { first, _ in first }
    }

    /// The number in a row, with the uncertainty behind it or in a column of its own.
    func number(_ values: [CIFValue]?, _ row: Int, tag: String) throws -> CIFNumber? {
        guard let value = values?[row], let number = try block.number(value, tag: tag) else { return nil }
        guard number.uncertainty == nil, let column = uncertainties[tag],
            let uncertainty = try block.number(column[row], tag: tag + "_su")
        else { return number }
        return CIFNumber(value: number.value, uncertainty: abs(uncertainty.value))
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
