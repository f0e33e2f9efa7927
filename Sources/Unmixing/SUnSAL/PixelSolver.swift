internal import NumericalMethods

/// Solves one pixel's problem on a face, and judges by the conditions of optimality.
///
/// Here SIMD lanes hold classes, or coordinates.
final class PixelSolver {
    typealias Vector = SIMD4<Double>

    private let classes: Int
    private let dimensions: Int
    private let sumsToOne: Bool
    /// Whether any sign is as good as another: α and β are zero.
    private let isFree: Bool
    private let weightAbove: Double
    private let weightBelow: Double
    private let faces: FaceCache
    /// The set of all classes, each with a positive sign.
    private let everyClass: FaceKey
    /// The columns of A, and its rows.
    private let columns: VectorBuffer
    private let rows: VectorBuffer
    /// α and β of each class; infinite in the padding, which can never violate anything.
    private let above: VectorBuffer
    private let below: VectorBuffer
    /// x, the abundances that were judged last.
    let abundances: VectorBuffer
    private let rest: VectorBuffer
    private let gradient: VectorBuffer

    /// A multiplier so small, relative to the scale of the gradient, is rounding: a few dozen units in the last place.
    private static let rounding = 0x1p-44

    init(_ problem: ReducedProblem) {
        classes = problem.classes
        dimensions = problem.dimensions
        sumsToOne = problem.sumsToOne
        weightAbove = problem.weightAbove
        weightBelow = problem.weightBelow
        isFree = weightAbove == 0 && weightBelow == 0
        faces = FaceCache(problem)
        var everyClass = FaceKey()
        for index in 0..<min(classes, FaceKey.largestNumberOfClasses) { everyClass.insert(index) }
        self.everyClass = everyClass
        let columns = problem.columns()
        self.columns = VectorBuffer(padding: columns)
        rows = VectorBuffer(padding: (0..<dimensions).map { row in columns.map { $0[row] } })
        above = VectorBuffer(count: classes)
        below = VectorBuffer(count: classes)
        for index in 0..<classes.inWholeVectors {
            above.scalars[index] = index < classes ? weightAbove : .infinity
            below.scalars[index] = index < classes ? weightBelow : .infinity
        }
        abundances = VectorBuffer(count: classes)
        rest = VectorBuffer(count: dimensions)
        gradient = VectorBuffer(count: classes)
    }

    /// Solves the problem as if all abundances were positive.
    ///
    /// - Returns: Whether the solution is unique, which then stands in ``abundances``; and the violation that is left, a
    ///   rounding, where it solves the problem.
    func solveInside(c: UnsafePointer<Vector>, scale: Double) -> (isUnique: Bool, violation: Double?) {
        let face = faces.face(everyClass)
        guard face.count > 0, let judged = solve(face, c: c) else { return (false, nil) }
        let isSolution = (judged.isFeasible || isFree) && judged.violation <= Self.rounding * scale
        return (true, isSolution ? judged.violation : nil)
    }

    /// Looks for the face of the solution, from a given one on, and solves the problem there.
    ///
    /// Where the solution on a face has abundances of the wrong sign, these leave the set, and where a condition of
    /// optimality is violated off the set, the class enters it, all at once. That is a step of a semismooth Newton
    /// method; from nearby it ends at the solution in a few steps. It is given up where it does not.
    ///
    /// - Parameters:
    ///   - key: The set to start from.
    ///   - c: The pixel's coordinates, in whole vectors.
    ///   - scale: The scale of its gradient.
    /// - Returns: The violation that is left, a rounding; nothing where no face was found to hold the solution.
    func polish(from key: FaceKey, c: UnsafePointer<Vector>, scale: Double) -> Double? {
        var key = key
        var fewest = Int.max
        var patience = 3
        while patience > 0 {
            let face = faces.face(key)
            guard face.count >= 0, let judged = solve(face, c: c) else { return nil }
            let limit = Self.rounding * scale
            if judged.isFeasible, judged.violation <= limit { return judged.violation }
            let exchange = exchange(key, face, limit: limit, level: judged.level)
            guard exchange.count > 0, !sumsToOne || exchange.key.bits != 0 else { return nil }
            key = exchange.key
            if exchange.count < fewest {
                (fewest, patience) = (exchange.count, 3)
            } else {
                patience -= 1
            }
        }
        return nil
    }

    /// Judges given abundances, which must not have the wrong sign.
    ///
    /// - Returns: The violation of the conditions of optimality, to be divided by the scale.
    func violation(of abundances: UnsafePointer<Double>, c: UnsafePointer<Vector>) -> Double {
        for index in 0..<classes { self.abundances.scalars[index] = abundances[index] }
        computeRest(c)
        computeGradient()
        var (level, count) = (0.0, 0.0)
        if sumsToOne {
            for index in 0..<classes where abundances[index] != 0 {
                level += gradient.scalars[index] - (abundances[index] < 0 ? -weightBelow : weightAbove)
                count += 1
            }
            level /= max(count, 1)
        }
        var violation = 0.0
        for index in 0..<classes {
            let slope = gradient.scalars[index] - level
            let value = abundances[index]
            let off =
                value == 0
                ? max(slope - weightAbove, -slope - weightBelow)
                : abs(slope - (value < 0 ? -weightBelow : weightAbove))
            // Written so that a number that is none comes through.
            if !(off <= violation) { violation = off }
        }
        return violation
    }

    private struct Judgement {
        let isFeasible: Bool
        let violation: Double
        let level: Double
    }

    /// Solves the problem on a face and judges the solution; nothing where it is not finite.
    @inline(__always)
    private func solve(_ face: Face, c: UnsafePointer<Vector>) -> Judgement? {
        // With up to four classes, as most scenes have, every vector is one register.
        classes <= 4 && dimensions <= 4 && dimensions > 0
            ? solve(face, c: c, vectors: 1, restVectors: 1)
            : solve(face, c: c, vectors: classes.inWholeVectors / 4, restVectors: dimensions.inWholeVectors / 4)
    }

    @inline(__always)
    private func solve(_ face: Face, c: UnsafePointer<Vector>, vectors: Int, restVectors: Int) -> Judgement? {
        let coordinates = UnsafeRawPointer(c).assumingMemoryBound(to: Double.self)
        for index in 0..<vectors {
            var sum = face.start[index]
            for dimension in 0..<dimensions {
                sum = sum.addingProduct(
                    Vector(repeating: coordinates[dimension]), face.transform[dimension &* vectors &+ index])
            }
            abundances.vectors[index] = sum
        }
        computeRest(c, restVectors: restVectors)
        computeGradient(vectors: vectors)

        var level = 0.0
        if sumsToOne {
            var sum = Vector.zero
            for index in 0..<vectors {
                let signs = face.signs[index]
                let slope = gradient.vectors[index] - face.slopes[index]
                sum += slope.replacing(with: 0, where: signs .== 0)
            }
            level = sum.sum() / Double(max(face.count, 1))
        }
        var worst = Vector(repeating: 0)
        var least = Vector(repeating: 0)
        for index in 0..<vectors {
            let signs = face.signs[index]
            let slope = gradient.vectors[index] - level
            let (over, under) = (slope - above.vectors[index], -slope - below.vectors[index])
            let off = over.replacing(with: under, where: under .> over)
            let on = magnitude(slope - face.slopes[index])
            let violation = on.replacing(with: off, where: signs .== 0)
            worst = worst.replacing(with: violation, where: violation .> worst)
            let signed = signs * abundances.vectors[index]
            least = least.replacing(with: signed, where: signed .< least)
        }
        let total = gradient.vectors[0].sum()
        guard (total - total) == 0 else { return nil }
        return Judgement(isFeasible: !any(least .< 0), violation: largest(worst), level: level)
    }

    @inline(__always)
    private func computeRest(_ c: UnsafePointer<Vector>) {
        computeRest(c, restVectors: dimensions.inWholeVectors / 4)
    }

    /// c - Ax.
    @inline(__always)
    private func computeRest(_ c: UnsafePointer<Vector>, restVectors: Int) {
        for index in 0..<restVectors {
            var sum = c[index]
            for member in 0..<classes {
                sum = sum.addingProduct(
                    Vector(repeating: -abundances.scalars[member]), columns.vectors[member &* restVectors &+ index])
            }
            rest.vectors[index] = sum
        }
    }

    @inline(__always)
    private func computeGradient() {
        computeGradient(vectors: classes.inWholeVectors / 4)
    }

    /// Aᵀ(c - Ax).
    @inline(__always)
    private func computeGradient(vectors: Int) {
        for index in 0..<vectors {
            var sum = Vector.zero
            for dimension in 0..<dimensions {
                sum = sum.addingProduct(
                    Vector(repeating: rest.scalars[dimension]), rows.vectors[dimension &* vectors &+ index])
            }
            gradient.vectors[index] = sum
        }
    }

    @inline(__always)
    private func largest(_ vector: Vector) -> Double {
        let pair = vector.lowHalf.replacing(with: vector.highHalf, where: vector.highHalf .> vector.lowHalf)
        return pair[0] > pair[1] ? pair[0] : pair[1]
    }

    @inline(__always)
    private func magnitude(_ vector: Vector) -> Vector {
        vector.replacing(with: -vector, where: vector .< 0)
    }

    /// The set without the classes whose sign is wrong, and with those that violate a condition.
    private func exchange(_ key: FaceKey, _ face: Face, limit: Double, level: Double) -> (key: FaceKey, count: Int) {
        var changed = FaceKey()
        var count = 0
        for index in 0..<classes {
            let sign = key.sign(index)
            let slope = gradient.scalars[index] - level
            if sign != 0 {
                if sign * abundances.scalars[index] < 0 {
                    count += 1
                } else {
                    changed.insert(index, isNegative: sign < 0)
                }
            } else if slope - weightAbove > limit || -slope - weightBelow > limit {
                changed.insert(index, isNegative: slope < 0)
                count += 1
            }
        }
        return (changed, count)
    }
}
