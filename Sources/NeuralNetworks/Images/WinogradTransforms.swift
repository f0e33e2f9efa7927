/// The transforms of Winograd's convolution F(4 x 4, 3 x 3) in one dimension, and their transposes.
///
/// Four outputs of a filter of three taps are y = Aᵀ[(G g) ⊙ (Bᵀ d)], where d are six inputs. In two dimensions each is
/// applied to the rows and to the columns: 36 products instead of 144. The points are 0, ±1, ±2 and ∞.
///
/// Source: A. Lavin and S. Gray, *Fast Algorithms for Convolutional Neural Networks*, CVPR 2016, section 4.3.
enum WinogradTransforms {
    typealias Vector = FeatureMap.Vector
    typealias Six = (Vector, Vector, Vector, Vector, Vector, Vector)

    /// Bᵀ d, from six inputs.
    @inline(__always)
    static func input(_ d: Six) -> Six {
        let even = d.4 - 4 * d.2
        let odd = d.3 - 4 * d.1
        let near = d.4 - d.2
        let far = 2 * (d.3 - d.1)
        return (
            4 * d.0 - 5 * d.2 + d.4, even + odd, even - odd, near + far, near - far, 4 * d.1 - 5 * d.3 + d.5
        )
    }

    /// B m, the transpose of ``input(_:)``.
    @inline(__always)
    static func inputTransposed(_ m: Six) -> Six {
        let sum = m.1 + m.2
        let difference = m.1 - m.2
        let farSum = m.3 + m.4
        let farDifference = m.3 - m.4
        return (
            4 * m.0,
            4 * m.5 - 4 * difference - 2 * farDifference,
            -5 * m.0 - 4 * sum - farSum,
            -5 * m.5 + difference + 2 * farDifference,
            m.0 + sum + farSum,
            m.5
        )
    }

    /// Aᵀ m, four outputs.
    @inline(__always)
    static func output(_ m: Six) -> (Vector, Vector, Vector, Vector) {
        let sum = m.1 + m.2
        let difference = m.1 - m.2
        let farSum = m.3 + m.4
        let farDifference = m.3 - m.4
        return (
            m.0 + sum + farSum, difference + 2 * farDifference, sum + 4 * farSum, difference + 8 * farDifference + m.5
        )
    }

    /// A y, the transpose of ``output(_:)``.
    @inline(__always)
    static func outputTransposed(_ y: (Vector, Vector, Vector, Vector)) -> Six {
        let even = y.0 + y.2
        let odd = y.1 + y.3
        let farEven = y.0 + 4 * y.2
        let farOdd = 2 * y.1 + 8 * y.3
        return (y.0, even + odd, even - odd, farEven + farOdd, farEven - farOdd, y.3)
    }

    /// G g, from the three taps of a filter.
    @inline(__always)
    static func filter(_ g: (Vector, Vector, Vector)) -> Six {
        let sixth = Vector(repeating: 1.0 / 6)
        let twelfth = Vector(repeating: 1.0 / 12)
        let outer = -sixth * (g.0 + g.2)
        let middle = sixth * g.1
        let farOuter = twelfth * (0.5 * g.0 + 2 * g.2)
        let farMiddle = twelfth * g.1
        return (0.25 * g.0, outer - middle, outer + middle, farOuter + farMiddle, farOuter - farMiddle, g.2)
    }

    /// Gᵀ u, the transpose of ``filter(_:)``.
    @inline(__always)
    static func filterTransposed(_ u: Six) -> (Vector, Vector, Vector) {
        let sixth = Vector(repeating: 1.0 / 6)
        let twelfth = Vector(repeating: 1.0 / 12)
        let sum = sixth * (u.1 + u.2)
        let farSum = twelfth * (u.3 + u.4)
        return (
            0.25 * u.0 - sum + 0.5 * farSum, sixth * (u.2 - u.1) + twelfth * (u.3 - u.4), 2 * farSum - sum + u.5
        )
    }
}
