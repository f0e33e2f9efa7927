package import DeclarativeFiles

extension CrystalStructure {
    /// Everything about the structure that determines its pattern.
    package var canonical: StructuredValue {
        var value: StructuredValue = [
            "cell": .array([cell.a, cell.b, cell.c, cell.alpha, cell.beta, cell.gamma].map { .number($0) }),
            "operations": .array(spaceGroup.operations.map(\.canonical)),
            "sites": .array(sites.map(\.canonical)),
            "cleavage": cleavage.map { .array([.integer($0.h), .integer($0.k), .integer($0.l)]) } ?? .null,
        ]
        // Structures with sites for all atoms keep the identity that they had before there were others.
        if !unlocated.parts.isEmpty { value["unlocated"] = .string(unlocated.description) }
        return value
    }
}

extension AtomSite {
    fileprivate var canonical: StructuredValue {
        [
            "scatterer": .string(scatterer),
            "position": .array([.number(position.x), .number(position.y), .number(position.z)]),
            "occupancy": .number(occupancy), "displacement": .number(displacement),
            "places": .integer(equivalents.count),
        ]
    }
}

extension SymmetryOperation {
    fileprivate var canonical: StructuredValue {
        .array(
            rotation.flatMap { $0.map { .integer($0) } }
                + [.number(translation.x), .number(translation.y), .number(translation.z)])
    }
}
