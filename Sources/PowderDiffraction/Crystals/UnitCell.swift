internal import Foundation

/// The unit cell of a crystal: three lengths and the angles between them.
public struct UnitCell: Sendable, Hashable {
    /// The length of the axis a, in ångströms.
    public let a: Double
    /// The length of the axis b, in ångströms.
    public let b: Double
    /// The length of the axis c, in ångströms.
    public let c: Double
    /// The angle between b and c, in degrees.
    public let alpha: Double
    /// The angle between a and c, in degrees.
    public let beta: Double
    /// The angle between a and b, in degrees.
    public let gamma: Double

    /// Makes a cell, or nothing where lengths are not positive and finite or no cell has such angles.
    ///
    /// - Parameters:
    ///   - a: The length of the axis a, in ångströms.
    ///   - b: The length of the axis b, in ångströms.
    ///   - c: The length of the axis c, in ångströms.
    ///   - alpha: The angle between b and c, in degrees.
    ///   - beta: The angle between a and c, in degrees.
    ///   - gamma: The angle between a and b, in degrees.
    public init?(a: Double, b: Double, c: Double, alpha: Double = 90, beta: Double = 90, gamma: Double = 90) {
        self.a = a
        self.b = b
        self.c = c
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma
        let lengths = [a, b, c]
        let angles = [alpha, beta, gamma]
        guard lengths.allSatisfy({ $0 > 0 && $0.isFinite }), angles.allSatisfy({ $0 > 0 && $0 < 180 }),
            metric.determinant > 1e-9 * (a * b * c) * (a * b * c)
        else { return nil }
    }

    /// The metric tensor of the axes, in Å²: G_ij = a_i · a_j.
    public var metric: MetricTensor {
        MetricTensor(
            xx: a * a, yy: b * b, zz: c * c, yz: b * c * cosine(ofDegrees: alpha),
            xz: a * c * cosine(ofDegrees: beta), xy: a * b * cosine(ofDegrees: gamma))
    }

    /// The metric tensor of the reciprocal axes, in Å⁻²: with it 1/d² = hᵀ G* h.
    public var reciprocalMetric: MetricTensor { metric.inverse }

    /// The volume √det G, in Å³.
    public var volume: Double { metric.determinant.squareRoot() }
}

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

/// The cosine of an angle in degrees, exact at right angles, so that rectangular cells are exactly rectangular.
func cosine(ofDegrees degrees: Double) -> Double {
    degrees == 90 ? 0 : cos(degrees * .pi / 180)
}
