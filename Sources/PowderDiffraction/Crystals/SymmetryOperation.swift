/// An operation of a space group: x′ = R x + t, in fractions of the axes.
public struct SymmetryOperation: Sendable, Hashable {
    /// The rows of R.
    public let rotation: [[Int]]
    /// t, each part of it from 0 to below 1.
    public let translation: SIMD3<Double>

    /// Makes an operation of three rows of three numbers and a translation.
    public init(rotation: [[Int]], translation: SIMD3<Double>) {
        precondition(
            rotation.count == 3 && rotation.allSatisfy { $0.count == 3 }, "a rotation of \(rotation.count) rows")
        self.rotation = rotation
        self.translation = translation
    }

    /// Where a point goes.
    public func apply(to point: SIMD3<Double>) -> SIMD3<Double> {
        func row(_ index: Int) -> Double {
            let row = rotation[index]
            return Double(row[0]) * point.x + Double(row[1]) * point.y + Double(row[2]) * point.z
        }
        return SIMD3(row(0), row(1), row(2)) + translation
    }

    /// Which plane is equivalent to a given one: h′ = Rᵀ h.
    public func apply(to plane: Miller) -> Miller {
        func column(_ index: Int) -> Int {
            rotation[0][index] * plane.h + rotation[1][index] * plane.k + rotation[2][index] * plane.l
        }
        return Miller(column(0), column(1), column(2))
    }
}
