internal import Foundation

/// The reflections of a structure, with everything about them that does not change while its parameters vary: which
/// planes belong together, the geometric part of their amplitudes, and how they lie to the plane of texture.
///
/// With the sites fixed, |F|² of a reflection depends on cell, displacement and wavelength only through s = sinθ/λ, so
/// that sums over the places of each site,
/// A_s(h) = Σ over x of exp(2πi h·x),
/// are taken once.
public struct ReflectionList: Sendable {
    /// Planes that the symmetry makes equivalent, and that coincide in a powder pattern.
    public struct Reflection: Sendable, Hashable {
        /// One of the planes.
        public let plane: Miller
        /// The number of planes, both sides of each counted.
        public let multiplicity: Int
    }

    /// The structure.
    public let structure: CrystalStructure
    /// The reflections by falling spacing in the structure's own cell; those that symmetry extinguishes are left out.
    ///
    /// An operation x′ = R x + t extinguishes the plane h where Rᵀh = h and h·t is no whole number.
    public let reflections: [Reflection]

    /// A_s(h), reflections x sites.
    let siteSums: [SIMD2<Double>]
    /// The squared cosines of the angles between the planes of each reflection and the plane of texture, one of each
    /// plane's two sides, or none where there is no such plane; reflection r has those from `cosineOffsets[r]` to below `cosineOffsets[r + 1]`.
    let squaredCosines: [Double]
    let cosineOffsets: [Int]

    /// Finds the reflections of a structure.
    ///
    /// - Parameters:
    ///   - structure: The structure.
    ///   - limit: The largest s = sinθ/λ = 1/(2d), in Å⁻¹, measured in the structure's own cell.
    ///   - texturePlane: The plane that crystallites prefer to lie on; the structure's cleavage where it is left out.
    public init(structure: CrystalStructure, upTo limit: Double, texturePlane: Miller? = nil) {
        self.structure = structure
        let metric = structure.cell.reciprocalMetric
        let operations = structure.spaceGroup.operations
        let found = planes(of: structure.cell, upTo: limit).compactMap { plane -> (orbit: [Miller], length: Double)? in
            let orbit = orbit(of: plane, under: operations)
            // Each orbit is met once for each of its planes; its first one stands for it.
            guard orbit.first == plane, !isExtinct(plane, under: operations) else { return nil }
            return (orbit, metric.squaredLength(plane))
        }.sorted { $0.length != $1.length ? $0.length < $1.length : $0.orbit[0].isWrittenBefore($1.orbit[0]) }

        let axis = texturePlane ?? structure.cleavage
        var cosines: [Double] = []
        var offsets = [0]
        var sums: [SIMD2<Double>] = []
        for (orbit, length) in found {
            for plane in orbit where plane.isWrittenBefore(plane.opposite) {
                guard let axis else { break }
                let product = metric.product(plane.vector, axis.vector)
                cosines.append(product * product / (length * metric.squaredLength(axis)))
            }
            offsets.append(cosines.count)
            sums += structure.sites.map { site in
                site.equivalents.reduce(SIMD2(0, 0)) { sum, place in
                    let phase = 2 * Double.pi * (orbit[0].vector * place).sum()
                    return sum + SIMD2(cos(phase), sin(phase))
                }
            }
        }
        reflections = found.map { Reflection(plane: $0.orbit[0], multiplicity: $0.orbit.count) }
        siteSums = sums
        squaredCosines = cosines
        cosineOffsets = offsets
    }
}

extension Miller {
    /// The indices as components of a vector.
    var vector: SIMD3<Double> { SIMD3(Double(h), Double(k), Double(l)) }

    /// Puts first, of planes that are equivalent, the one that people write: 1 1 0 rather than 2 -1 0 or 1 -2 0.
    fileprivate func isWrittenBefore(_ other: Miller) -> Bool {
        func key(_ plane: Miller) -> [Int] {
            let indices = [plane.h, plane.k, plane.l]
            return [indices.count { $0 < 0 }] + indices.map { -$0 }
        }
        return key(self).lexicographicallyPrecedes(key(other))
    }
}

/// All planes of a cell with 1/(2d) up to a limit, except the origin.
private func planes(of cell: UnitCell, upTo limit: Double) -> [Miller] {
    // |h| ≤ a/d, because h is the projection of the reciprocal vector on a.
    let (hs, ks, ls) = (Int(2 * limit * cell.a), Int(2 * limit * cell.b), Int(2 * limit * cell.c))
    let metric = cell.reciprocalMetric
    var planes: [Miller] = []
    for h in -hs...hs {
        for k in -ks...ks {
            for l in -ls...ls {
                let plane = Miller(h, k, l)
                if plane != Miller(0, 0, 0), metric.squaredLength(plane) <= 4 * limit * limit { planes.append(plane) }
            }
        }
    }
    return planes
}

/// The planes that are equivalent to a given one, their other sides included, the one that people write first.
private func orbit(of plane: Miller, under operations: [SymmetryOperation]) -> [Miller] {
    var orbit: Set<Miller> = []
    for operation in operations {
        let image = operation.apply(to: plane)
        orbit.formUnion([image, image.opposite])
    }
    return orbit.sorted { $0.isWrittenBefore($1) }
}

/// Whether an operation turns a plane into itself while its translation puts the amplitude out of phase: then it is zero.
private func isExtinct(_ plane: Miller, under operations: [SymmetryOperation]) -> Bool {
    operations.contains { operation in
        guard operation.apply(to: plane) == plane else { return false }
        let shift = (plane.vector * operation.translation).sum()
        return abs(shift - shift.rounded()) > 1e-3
    }
}
