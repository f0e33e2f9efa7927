internal import CSpglib
internal import Foundation

extension SpaceGroup {
    /// No space group has more operations in a conventional cell: m -3 m with four centrings.
    private static let largestOrder = 192

    /// Puts operations in order, the identity first and each once, and sees that they form a group.
    ///
    /// - Throws: ``SymmetryError`` where the identity is missing, or the product of two operations is.
    static func group(of operations: [SymmetryOperation]) throws(SymmetryError) -> [SymmetryOperation] {
        var members: [[[Int]]: [SymmetryOperation]] = [:]
        var ordered: [SymmetryOperation] = []
        func contains(_ operation: SymmetryOperation) -> Bool {
            members[operation.rotation]?.contains { $0.hasTranslation(near: operation.translation) } ?? false
        }
        for operation in operations where !contains(operation) {
            members[operation.rotation, default: []].append(operation)
            ordered.append(operation)
            guard ordered.count <= largestOrder else {
                throw SymmetryError("more than \(largestOrder) symmetry operations, which no space group has")
            }
        }
        guard let identity = ordered.firstIndex(where: \.isIdentity) else {
            throw SymmetryError("the symmetry operations lack the identity 'x,y,z'")
        }
        ordered.insert(ordered.remove(at: identity), at: 0)
        for first in ordered {
            for second in ordered where !contains(first * second) {
                throw SymmetryError(
                    "the symmetry operations form no group: '\(second)' followed by '\(first)' gives "
                        + "'\(first * second)', which is not among them")
            }
        }
        return ordered
    }

    /// The number and symbol of the space group that operations make up, or nothing where spglib cannot tell.
    static func type(of operations: [SymmetryOperation], cell: UnitCell) -> (number: Int, symbol: String)? {
        var rotations = operations.map { operation in
            let rows = operation.rotation.map { (Int32($0[0]), Int32($0[1]), Int32($0[2])) }
            return (rows[0], rows[1], rows[2])
        }
        var translations = operations.map { ($0.translation.x, $0.translation.y, $0.translation.z) }
        let cosines = [cell.alpha, cell.beta, cell.gamma].map(cosine(ofDegrees:))
        let sine = (1 - cosines[2] * cosines[2]).squareRoot()
        let slope = (cosines[0] - cosines[1] * cosines[2]) / sine
        let height = max(0, 1 - cosines[1] * cosines[1] - slope * slope).squareRoot()
        // The axes are the columns: a along x, b in the plane of x and y.
        var lattice = [
            (cell.a, cell.b * cosines[2], cell.c * cosines[1]),
            (0, cell.b * sine, cell.c * slope),
            (0, 0, cell.c * height),
        ]
        let type = spg_get_spacegroup_type_from_symmetry(
            &rotations, &translations, Int32(operations.count), &lattice, 1e-3)
        guard (1...230).contains(type.number) else { return nil }
        return (Int(type.number), string(ofCharacters: type.international_short).replacing("_", with: ""))
    }
}

extension SymmetryOperation {
    var isIdentity: Bool {
        rotation == [[1, 0, 0], [0, 1, 0], [0, 0, 1]] && hasTranslation(near: .zero)
    }

    /// Whether the translation is the same, up to whole cells and the rounding of decimals in files.
    func hasTranslation(near other: SIMD3<Double>) -> Bool {
        let difference = nearest(translation - other)
        return (0..<3).allSatisfy { abs(difference[$0]) < 3e-3 }
    }

    /// The operation that carries out the right one first, then the left one.
    static func * (left: SymmetryOperation, right: SymmetryOperation) -> SymmetryOperation {
        let rotation = left.rotation.map { row in
            (0..<3).map { column in
                row[0] * right.rotation[0][column] + row[1] * right.rotation[1][column]
                    + row[2] * right.rotation[2][column]
            }
        }
        return SymmetryOperation(rotation: rotation, translation: wrapped(left.apply(to: right.translation)))
    }
}
