extension CrystalStructure {
    /// The plane that crystallites are likely to lie on, where the structure is clearly one of plates.
    ///
    /// By the law of Bravais, Friedel, Donnay and Harker a face is the more important the wider its planes are spaced,
    /// where planes that the symmetry extinguishes do not count. Only a plane with no equivalents but its other side makes
    /// plates, and only one that outdoes every other direction makes thin ones: its spacing must be 1.4 times that of the
    /// next plane that is not parallel to it.
    ///
    /// Source: J. D. H. Donnay, D. Harker, American Mineralogist 22 (1937) 446.
    package func likelyPlatePlane() -> Miller? {
        // Each round looks at planes of half the spacing; the cube bounds their number.
        var limit = 1 / max(cell.a, cell.b, cell.c)
        for _ in 0..<8 {
            let reflections = ReflectionList(structure: self, upTo: limit).reflections
            if let first = reflections.first,
                let next = reflections.first(where: { !$0.plane.isParallel(to: first.plane) })
            {
                let metric = cell.reciprocalMetric
                let ratio = (metric.squaredLength(next.plane) / metric.squaredLength(first.plane)).squareRoot()
                return first.multiplicity == 2 && ratio >= Self.ratioOfPlates ? first.plane.primitive : nil
            }
            limit *= 2
        }
        return nil
    }

    /// Kaolinite has 1.6, gypsum and muscovite about 2, and dolomite, whose crystals are rhombohedra, 1.3.
    private static let ratioOfPlates = 1.4
}

extension Miller {
    /// Whether the planes are parallel.
    fileprivate func isParallel(to other: Miller) -> Bool {
        h * other.k == k * other.h && k * other.l == l * other.k && h * other.l == l * other.h
    }

    /// The indices without a common factor.
    fileprivate var primitive: Miller {
        let factor = [h, k, l].reduce(0) { greatestCommonDivisor(abs($0), abs($1)) }
        return Miller(h / factor, k / factor, l / factor)
    }
}
