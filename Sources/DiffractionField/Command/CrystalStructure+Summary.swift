internal import DeclarativeFiles
internal import PowderDiffraction

extension CrystalStructure {
    /// What the structure is, in a few words.
    var summary: StructuredValue {
        [
            "name": .string(name), "formula": .string(formula().description),
            "units_per_cell": .integer(unitsPerCell()),
            "space_group": .string(spaceGroup.symbol), "density": .number(density()),
            "citation": citation.map { .string($0) } ?? .null,
            "cell": .array([cell.a, cell.b, cell.c, cell.alpha, cell.beta, cell.gamma].map { .number($0) }),
            "texture_plane": cleavage.map { .array([.integer($0.h), .integer($0.k), .integer($0.l)]) } ?? .null,
            "unlocated": unlocated.parts.isEmpty ? .null : .string(unlocated.description),
        ]
    }
}
