internal import NumericalMethods

extension DoubledConvolution3x3 {
    private typealias Vector = FeatureMap.Vector
    private static let channelsPerJob = 16

    /// The filters of the 25 pairs of kinds: G W Gᵀ with G of the five kinds, C x O each.
    func transformFilters(
        _ weights: UnsafePointer<Float>, into filters: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        let count = filterStride
        forEachVector(team) { offset, place, lanes in
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 15) { half in
                func tap(_ row: Int, _ column: Int) -> Vector {
                    Vector(from: weights + (tapOffset(3 &* row &+ column) &+ offset), count: lanes)
                }
                for column in 0..<3 {
                    let five = DoubledTransforms.filter(tap(0, column), tap(1, column), tap(2, column))
                    for kind in 0..<5 { half[3 &* kind &+ column] = five[kind] }
                }
                for row in 0..<5 {
                    let five = DoubledTransforms.filter(half[3 &* row], half[3 &* row &+ 1], half[3 &* row &+ 2])
                    for kind in 0..<5 {
                        vectors(filters + ((5 &* row &+ kind) &* count &+ place)).pointee = five[kind]
                    }
                }
            }
        }
    }

    /// dW = Gᵀ dU G, of the input's channels.
    func transposeFilters(
        _ gradients: UnsafeMutablePointer<Float>, into weights: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        let count = filterStride
        forEachVector(team) { offset, place, lanes in
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 15) { half in
                for row in 0..<5 {
                    func entry(_ kind: Int) -> Vector {
                        vectors(gradients + ((5 &* row &+ kind) &* count &+ place)).pointee
                    }
                    let three = DoubledTransforms.filterTransposed(entry(0), entry(1), entry(2), entry(3), entry(4))
                    half[3 &* row] = three.0
                    half[3 &* row &+ 1] = three.1
                    half[3 &* row &+ 2] = three.2
                }
                for column in 0..<3 {
                    let three = DoubledTransforms.filterTransposed(
                        half[column], half[3 &+ column], half[6 &+ column], half[9 &+ column], half[12 &+ column])
                    three.0.store(to: weights + (tapOffset(column) &+ offset), count: lanes)
                    three.1.store(to: weights + (tapOffset(3 &+ column) &+ offset), count: lanes)
                    three.2.store(to: weights + (tapOffset(6 &+ column) &+ offset), count: lanes)
                }
            }
        }
    }

    /// Calls `work` with the place of every vector in a tap's weights and in a filter, and the number of its weights.
    private func forEachVector(_ team: ThreadTeam, _ work: (Int, Int, Int) -> Void) {
        let outputs = outputShape.channels
        team.forEachRun(of: Self.channelsPerJob, below: inputShape.channels) { channels in
            for channel in channels {
                for first in stride(from: 0, to: outputs, by: Vector.scalarCount) {
                    work(channel &* outputs &+ first, channel &* outputStride &+ first, outputs &- first)
                }
            }
        }
    }
}

/// The transforms of F(3, 2) in one dimension with the points 0, ±1 and ∞, and their transposes.
///
/// Three outputs dₖ w₀ + dₖ₊₁ w₂ of four pixels are Aᵀ[(G w) ⊙ (Bᵀ d)].
enum DoubledTransforms {
    typealias Vector = FeatureMap.Vector
    typealias Four = (Vector, Vector, Vector, Vector)

    /// G w of the outer taps, and the middle tap.
    @inline(__always)
    static func filter(_ w0: Vector, _ w1: Vector, _ w2: Vector) -> InlineArray<5, Vector> {
        [-w0, 0.5 * (w0 + w2), 0.5 * (w0 - w2), w2, w1]
    }

    /// The transpose of ``filter(_:_:_:)``.
    @inline(__always)
    static func filterTransposed(
        _ u0: Vector, _ u1: Vector, _ u2: Vector, _ u3: Vector, _ middle: Vector
    ) -> (Vector, Vector, Vector) {
        (0.5 * (u1 + u2) - u0, middle, 0.5 * (u1 - u2) + u3)
    }

    /// Bᵀ d.
    @inline(__always)
    static func input(_ d: Four) -> Four { (d.2 - d.0, d.1 + d.2, d.2 - d.1, d.3 - d.1) }

    /// B v.
    @inline(__always)
    static func inputTransposed(_ v: Four) -> Four { (-v.0, v.1 - v.2 - v.3, v.0 + v.1 + v.2, v.3) }

    /// Aᵀ m.
    @inline(__always)
    static func output(_ m: Four) -> (Vector, Vector, Vector) {
        let sum = m.1 + m.2
        return (m.0 + sum, m.1 - m.2, sum + m.3)
    }

    /// A y.
    @inline(__always)
    static func outputTransposed(_ y: (Vector, Vector, Vector)) -> Four {
        let sum = y.0 + y.2
        return (y.0, sum + y.1, sum - y.1, y.2)
    }
}
