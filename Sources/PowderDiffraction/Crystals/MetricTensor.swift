/// A symmetric 3 x 3 tensor that gives lengths and angles of vectors by their components.
public struct MetricTensor: Sendable, Hashable {
    /// The product of the first axis with itself.
    public let xx: Double
    /// The product of the second axis with itself.
    public let yy: Double
    /// The product of the third axis with itself.
    public let zz: Double
    /// The product of the second axis with the third.
    public let yz: Double
    /// The product of the first axis with the third.
    public let xz: Double
    /// The product of the first axis with the second.
    public let xy: Double

    /// The determinant, the square of the volume that the axes span.
    public var determinant: Double {
        xx * yy * zz + 2 * yz * xz * xy - xx * yz * yz - yy * xz * xz - zz * xy * xy
    }

    /// The tensor of the reciprocal axes.
    public var inverse: MetricTensor {
        let scale = 1 / determinant
        return MetricTensor(
            xx: (yy * zz - yz * yz) * scale, yy: (xx * zz - xz * xz) * scale, zz: (xx * yy - xy * xy) * scale,
            yz: (xy * xz - xx * yz) * scale, xz: (xy * yz - yy * xz) * scale, xy: (xz * yz - zz * xy) * scale)
    }

    /// The product of two vectors, each given by its components.
    public func product(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double {
        u.x * (xx * v.x + xy * v.y + xz * v.z) + u.y * (xy * v.x + yy * v.y + yz * v.z)
            + u.z * (xz * v.x + yz * v.y + zz * v.z)
    }

    /// The square of the length of a reciprocal vector, 1/d² in Å⁻² where the tensor is the reciprocal one.
    public func squaredLength(_ plane: Miller) -> Double {
        let vector = SIMD3(Double(plane.h), Double(plane.k), Double(plane.l))
        return product(vector, vector)
    }
}
