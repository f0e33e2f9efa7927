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

/// The cosine of an angle in degrees, exact at right angles, so that rectangular cells are exactly rectangular.
func cosine(ofDegrees degrees: Double) -> Double {
    degrees == 90 ? 0 : cos(degrees * .pi / 180)
}
