internal import NumericalMethods

/// The kernel of ADMM: pixels side by side in SIMD lanes, eight to a group.
///
/// With q = z + d, the three steps of an iteration need only q from one to the next:
///
///     x = C + Qq,   v = 2x - q,   z = v shrunk by α/μ or β/μ,   q = q + z - x,
///
/// as x - d of the paper is 2x - q. C = 1/K + V(Σ² + μ)⁻¹Σc changes with μ alone. A group makes all its iterations before
/// the next begins, so that its few lines stay in the first-level cache. Unused lanes hold zeros, and stay zero.
final class LaneBlock {
    typealias Vector = SIMD8<Double>
    static let lanesPerGroup = 8

    /// The number of lanes, in whole groups.
    let capacity: Int
    private let classes: Int
    private let constants: VectorBuffer
    private let states: VectorBuffer
    private let copies: VectorBuffer
    private let scratch: VectorBuffer

    /// The sums over all lanes from which the penalty is chosen.
    struct Residuals {
        /// ‖x - z‖².
        var primal = 0.0
        /// ‖z - z'‖², with z' of the iteration before; the dual residual is μ times its root.
        var dual = 0.0
        /// ‖x‖².
        var abundances = 0.0
        /// ‖z‖².
        var copies = 0.0
        /// ‖d‖².
        var multipliers = 0.0
    }

    init(classes: Int, capacity: Int) {
        self.classes = classes
        self.capacity = (capacity + Self.lanesPerGroup - 1) / Self.lanesPerGroup * Self.lanesPerGroup
        constants = VectorBuffer(count: classes * self.capacity)
        states = VectorBuffer(count: classes * self.capacity)
        copies = VectorBuffer(count: classes * self.capacity)
        scratch = VectorBuffer(count: classes * Self.lanesPerGroup)
    }

    // A group's numbers lie together: entry k of lane l stands at (l / 8 · K + k) · 8 + l mod 8.
    @inline(__always)
    private func place(_ lane: Int, _ index: Int) -> Int {
        (lane >> 3 &* classes &+ index) << 3 &+ lane & 7
    }

    /// The copy z of an abundance, after an iteration.
    @inline(__always)
    func copy(lane: Int, _ index: Int) -> Double { copies.scalars[place(lane, index)] }

    /// Gives a lane the state q and the copy z from which it starts: z = q.
    func start(lane: Int, _ state: UnsafePointer<Double>) {
        for index in 0..<classes {
            states.scalars[place(lane, index)] = state[index]
            copies.scalars[place(lane, index)] = state[index]
        }
    }

    /// Gives a lane its constants C.
    func setConstants(lane: Int, _ values: UnsafePointer<Double>) {
        for index in 0..<classes { constants.scalars[place(lane, index)] = values[index] }
    }

    /// Moves a lane's pixel to a lane before it; C is to be set again.
    func move(from source: Int, to target: Int) {
        for index in 0..<classes {
            states.scalars[place(target, index)] = states.scalars[place(source, index)]
            copies.scalars[place(target, index)] = copies.scalars[place(source, index)]
        }
    }

    /// Sets the lanes from one to the end of its group to zero.
    func clear(from first: Int) {
        var lane = first
        while lane & 7 != 0 {
            for index in 0..<classes {
                let place = place(lane, index)
                states.scalars[place] = 0
                copies.scalars[place] = 0
                constants.scalars[place] = 0
            }
            lane += 1
        }
    }

    /// Divides the multipliers d = q - z by the factor by which μ has grown.
    func rescaleMultipliers(lanes: Int, growth: Double) {
        let count = (lanes + 7) / 8 * 8 * classes
        for index in 0..<count {
            let copy = copies.scalars[index]
            states.scalars[index] = copy + (states.scalars[index] - copy) / growth
        }
    }

    /// Makes iterations for the first lanes.
    ///
    /// - Parameters:
    ///   - count: The number of iterations, at least one.
    ///   - lanes: The number of lanes in use.
    ///   - factors: The matrices at the penalty of these iterations.
    /// - Returns: The residuals of the last iteration.
    func iterate(_ count: Int, lanes: Int, factors: PenaltyFactors) -> Residuals {
        var residuals = Residuals()
        let above = Vector(repeating: factors.shrinkageAbove)
        let below = Vector(repeating: -factors.shrinkageBelow)
        let groups = (lanes &+ 7) / 8
        for group in 0..<groups {
            let first = group &* classes
            let c = vectors(constants) + first
            let q = vectors(states) + first
            let z = vectors(copies) + first
            let x = vectors(scratch)
            for iteration in 0..<count {
                multiply(factors.step.scalars, q, plus: c, into: x)
                if iteration &+ 1 < count {
                    for index in 0..<classes {
                        let copy = shrunk(2 * x[index] - q[index], above: above, below: below)
                        z[index] = copy
                        q[index] += copy - x[index]
                    }
                } else {
                    var sums = (Vector.zero, Vector.zero, Vector.zero, Vector.zero, Vector.zero)
                    for index in 0..<classes {
                        let copy = shrunk(2 * x[index] - q[index], above: above, below: below)
                        let (gap, change, multiplier) = (x[index] - copy, copy - z[index], q[index] - x[index])
                        sums.0.addProduct(gap, gap)
                        sums.1.addProduct(change, change)
                        sums.2.addProduct(x[index], x[index])
                        sums.3.addProduct(copy, copy)
                        sums.4.addProduct(multiplier, multiplier)
                        z[index] = copy
                        q[index] -= gap
                    }
                    residuals.primal += sums.0.sum()
                    residuals.dual += sums.1.sum()
                    residuals.abundances += sums.2.sum()
                    residuals.copies += sums.3.sum()
                    residuals.multipliers += sums.4.sum()
                }
            }
        }
        return residuals
    }

    @inline(__always)
    private func vectors(_ buffer: VectorBuffer) -> UnsafeMutablePointer<Vector> {
        UnsafeMutableRawPointer(buffer.scalars).assumingMemoryBound(to: Vector.self)
    }

    /// Takes up to `above` off positive numbers, and down to `below` off negative ones; all of these where that is -∞.
    @inline(__always)
    private func shrunk(_ value: Vector, above: Vector, below: Vector) -> Vector {
        let taken = value.replacing(with: above, where: value .> above)
        return value - taken.replacing(with: below, where: taken .< below)
    }

    /// x = C + Qq, four rows at a time.
    @inline(__always)
    private func multiply(
        _ matrix: UnsafePointer<Double>, _ q: UnsafePointer<Vector>, plus c: UnsafePointer<Vector>,
        into x: UnsafeMutablePointer<Vector>
    ) {
        var row = 0
        while row &+ 4 <= classes {
            var (x0, x1, x2, x3) = (c[row], c[row &+ 1], c[row &+ 2], c[row &+ 3])
            var entry = matrix + row &* classes
            for column in 0..<classes {
                let value = q[column]
                x0 = x0.addingProduct(Vector(repeating: entry[0]), value)
                x1 = x1.addingProduct(Vector(repeating: entry[classes]), value)
                x2 = x2.addingProduct(Vector(repeating: entry[2 &* classes]), value)
                x3 = x3.addingProduct(Vector(repeating: entry[3 &* classes]), value)
                entry += 1
            }
            (x[row], x[row &+ 1], x[row &+ 2], x[row &+ 3]) = (x0, x1, x2, x3)
            row &+= 4
        }
        while row < classes {
            var sum = c[row]
            for column in 0..<classes {
                sum = sum.addingProduct(Vector(repeating: matrix[row &* classes &+ column]), q[column])
            }
            x[row] = sum
            row &+= 1
        }
    }
}
