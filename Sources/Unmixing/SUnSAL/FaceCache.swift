internal import NumericalMethods

/// The faces that a worker has met, each solved once.
final class FaceCache {
    private let problem: ReducedProblem
    private let columns: [[Double]]
    private var buffers: [VectorBuffer] = []
    private var count = 0
    private let faces: UnsafeMutablePointer<Face>
    // Open addressing with a power of two of slots, at most half of them taken; a slot holds the number of a face, or -1.
    private let keys: UnsafeMutablePointer<FaceKey>
    private let slots: UnsafeMutablePointer<Int>
    private static let slotBits = 12
    private static let largestNumberOfFaces = 1 << (slotBits - 1)

    init(_ problem: ReducedProblem) {
        self.problem = problem
        columns = problem.columns()
        faces = .allocate(capacity: Self.largestNumberOfFaces)
        keys = .allocate(capacity: 1 << Self.slotBits)
        slots = .allocate(capacity: 1 << Self.slotBits)
        keys.initialize(repeating: FaceKey(), count: 1 << Self.slotBits)
        slots.initialize(repeating: -1, count: 1 << Self.slotBits)
    }

    deinit {
        faces.deallocate()
        keys.deallocate()
        slots.deallocate()
    }

    /// The face of a set, which stands until the next one is asked for.
    func face(_ key: FaceKey) -> Face {
        let mask = 1 << Self.slotBits - 1
        // Fibonacci hashing: the high bits of a product with 2⁶⁴ over the golden ratio.
        var slot = Int((key.bits &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.slotBits))
        while slots[slot] >= 0 {
            if keys[slot] == key { return faces[slots[slot]] }
            slot = (slot &+ 1) & mask
        }
        if count == Self.largestNumberOfFaces {
            clear()
            return face(key)
        }
        let face = make(key)
        keys[slot] = key
        slots[slot] = count
        (faces + count).initialize(to: face)
        count += 1
        return face
    }

    /// Forgets all faces: with many classes there can be more sets than memory holds.
    private func clear() {
        count = 0
        buffers.removeAll(keepingCapacity: true)
        slots.update(repeating: -1, count: 1 << Self.slotBits)
    }

    private func make(_ key: FaceKey) -> Face {
        let (classes, dimensions) = (problem.classes, problem.dimensions)
        let members = (0..<classes).filter { key.sign($0) != 0 }
        let stride = classes.inWholeVectors
        let buffer = VectorBuffer(count: stride * (3 + dimensions))
        buffers.append(buffer)
        let (signs, slopes) = (buffer.scalars, buffer.scalars + stride)
        let (start, transform) = (buffer.scalars + 2 * stride, buffer.scalars + 3 * stride)
        for member in members {
            signs[member] = key.sign(member)
            slopes[member] = signs[member] > 0 ? problem.weightAbove : -problem.weightBelow
        }

        let isUnique = solve(members) { index, row in
            let member = members[index]
            for (dimension, value) in row.enumerated() { transform[dimension * stride + member] = value }
        }
        if isUnique {
            let share = problem.sumsToOne ? 1 / Double(max(members.count, 1)) : 0
            let mean = combination(of: members.map { columns[$0] }, weights: members.map { _ in share })
            let pull = (0..<dimensions).map { dimension in
                members.reduce(0) { $0 + transform[dimension * stride + $1] * slopes[$1] }
            }
            for member in members {
                var (projected, pulled) = (0.0, 0.0)
                for dimension in mean.indices {
                    projected += transform[dimension * stride + member] * mean[dimension]
                    pulled += transform[dimension * stride + member] * pull[dimension]
                }
                start[member] = share - projected - pulled
            }
        }
        return Face(
            count: isUnique || members.isEmpty ? members.count : -1, signs: buffer.vectors,
            slopes: buffer.vectors + stride / 4, start: buffer.vectors + stride / 2,
            transform: buffer.vectors + 3 * stride / 4)
    }

    /// Computes the rows of T, one a member, and hands them over; false where columns are dependent.
    private func solve(_ members: [Int], row: (Int, [Double]) -> Void) -> Bool {
        let chosen = members.map { columns[$0] }
        guard problem.sumsToOne else {
            guard let inverse = leftInverse(columns: chosen) else { return false }
            for (index, values) in inverse.enumerated() { row(index, values) }
            return true
        }
        let complement = directionsOfZeroSum(members.count)
        guard let inverse = leftInverse(columns: complement.map { combination(of: chosen, weights: $0) }) else {
            return false
        }
        for index in members.indices where !inverse.isEmpty {
            row(index, combination(of: inverse, weights: complement.map { $0[index] }))
        }
        return true
    }
}

/// The rows of B⁺ = R⁻¹Qᵀ, from the decomposition B = QR of a matrix of independent columns; nothing where they are not.
private func leftInverse(columns: [[Double]]) -> [[Double]]? {
    var orthonormal: [[Double]] = []
    for column in columns {
        guard let next = unitVector(column, orthogonalTo: orthonormal) else { return nil }
        orthonormal.append(next)
    }
    var rows = orthonormal
    for index in columns.indices.reversed() {
        for later in index + 1..<columns.count {
            let entry = dot(orthonormal[index], columns[later])
            for position in rows[index].indices { rows[index][position] -= entry * rows[later][position] }
        }
        let diagonal = dot(orthonormal[index], columns[index])
        rows[index] = rows[index].map { $0 / diagonal }
    }
    return rows
}
