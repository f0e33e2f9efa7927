extension SpaceGroup {
    /// How far apart images of one atom may be, in Å, for coordinates rounded to 3 or 4 digits.
    static let coincidence = 0.05

    /// The places that are equivalent to one, with the place itself put where the symmetry has it.
    ///
    /// Images within 0.05 Å of each other are one atom. A place so close to a rotation axis, a mirror or a centre goes
    /// onto it, to the mean of its images, so that coordinates such as 0.3333 become exact.
    ///
    /// - Parameters:
    ///   - position: The place, in fractions of the axes; it must be finite.
    ///   - metric: The metric tensor of the cell.
    /// - Returns: The equivalent places, each part of them from 0 to below 1, beginning with the place itself.
    /// - Throws: ``SymmetryError`` where the place is too far from where symmetry would have it to be on it, and too
    ///   close to be beside it.
    func equivalents(of position: SIMD3<Double>, metric: MetricTensor) throws(SymmetryError) -> [SIMD3<Double>] {
        let images = operations.map { $0.apply(to: position) }
        // The images that coincide with the place, moved next to it by whole cells.
        let close = images.map { image in position + nearest(image - position) }
            .filter { metric.length($0 - position) <= Self.coincidence }
        let isExact = close.allSatisfy { metric.length($0 - position) < 1e-9 }
        let mean = isExact ? position : close.reduce(SIMD3<Double>.zero, +) / Double(close.count)

        var places: [SIMD3<Double>] = []
        for operation in operations {
            let image = wrapped(operation.apply(to: mean))
            if !places.contains(where: { metric.length(nearest($0 - image)) <= Self.coincidence }) {
                places.append(image)
            }
        }
        // The orbit times the stabilizer is the group, or else the images are neither one atom nor several.
        guard places.count * close.count == operations.count else {
            throw SymmetryError(
                "its images under '\(symbol)' are neither apart nor within \(Self.coincidence) Å of each other")
        }
        return places
    }
}

extension MetricTensor {
    /// The length of a vector given by its components.
    func length(_ vector: SIMD3<Double>) -> Double { max(0, product(vector, vector)).squareRoot() }
}

/// The difference between two places that whole cells leave, each part of it from -1/2 to 1/2.
///
/// In skewed cells it is not always the shortest one, but it is where the distance is small against the axes.
func nearest(_ difference: SIMD3<Double>) -> SIMD3<Double> {
    difference - difference.rounded(.toNearestOrEven)
}

/// A place moved into the cell: each part of it from 0 to below 1, and 0 where it is within rounding of 1.
func wrapped(_ position: SIMD3<Double>) -> SIMD3<Double> {
    var result = position - position.rounded(.down)
    for axis in 0..<3 where result[axis] > 1 - 1e-12 {
        result[axis] = 0
    }
    return result
}
