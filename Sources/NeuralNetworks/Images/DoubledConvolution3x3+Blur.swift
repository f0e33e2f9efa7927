internal import NumericalMethods

extension DoubledConvolution3x3 {
    private typealias Vector = FeatureMap.Vector
    private static let near = Vector(repeating: 0.75)
    private static let far = Vector(repeating: 0.25)

    /// How many vectors of channels of a row are blurred at a time, so that the row stays in the first-level cache.
    private static let vectorsPerRun = 4

    /// Output k is ¼ sₖ₋₂ + ¾ sₖ₋₁ + ¾ sₖ + ¼ sₖ₊₁, in the rows, then in the columns; s₋₂ is the first entry at an even place.
    func blur(_ memory: DoubledMemory, into output: FeatureView, team: ThreadTeam) {
        let (stride, run) = (outputStride / Vector.scalarCount, Self.vectorsPerRun)
        team.forEach(outputShape.rows) { row in
            let lines = (-2...1).map { vectors(memory.phases[2 &* ((row &+ $0) & 1)] + line(row &+ $0 &+ 2)) }
            let others = (-2...1).map { vectors(memory.phases[2 &* ((row &+ $0) & 1) &+ 1] + line(row &+ $0 &+ 2)) }
            let y = output.vectors + row &* outputShape.columns &* output.vectorStride
            // Columns at even and odd places take turns.
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 2 * columns.extent * run) { blurred in
                for first in Swift.stride(from: 0, to: output.vectorCount, by: run) {
                    let count = min(run, output.vectorCount &- first)
                    for (parity, s) in [lines, others].enumerated() {
                        let (a, b, c, d) = (s[0] + first, s[1] + first, s[2] + first, s[3] + first)
                        for pixel in 0..<columns.extent {
                            let (from, to) = (pixel &* stride, (2 &* pixel &+ parity) &* run)
                            for vector in 0..<count {
                                blurred[to &+ vector] = Self.blurred(
                                    a[from &+ vector], b[from &+ vector], c[from &+ vector], d[from &+ vector])
                            }
                        }
                    }
                    for column in 0..<outputShape.columns {
                        let s = blurred.baseAddress! + column &* run
                        let result = y + (column &* output.vectorStride &+ first)
                        for vector in 0..<count {
                            let value = Self.blurred(
                                s[vector], s[vector &+ run], s[vector &+ 2 &* run], s[vector &+ 3 &* run])
                            result[vector] = addsToOutput ? result[vector] + value : value
                        }
                    }
                }
            }
        }
    }

    /// The gradient of sₖ is ¼ dyₖ₋₁ + ¾ dyₖ + ¾ dyₖ₊₁ + ¼ dyₖ₊₂, with zeros beyond the border.
    func blurTransposed(_ gradient: FeatureView, into memory: DoubledMemory, team: ThreadTeam) {
        let (stride, run) = (outputStride / Vector.scalarCount, Self.vectorsPerRun)
        let width = outputShape.columns
        team.forEach(2 * rows.extent) { index in
            let row = index &- 2
            let used = (row &- 1...row &+ 2).clamped(to: 0...outputShape.rows &- 1)
            let isEmpty = row &- 1 >= outputShape.rows || row &+ 2 < 0
            // Three zeros before the row and behind it.
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: (width + 6) * run) { sums in
                for first in Swift.stride(from: 0, to: gradient.vectorCount, by: run) {
                    let count = min(run, gradient.vectorCount &- first)
                    sums.update(repeating: .zero)
                    let sums = sums.baseAddress! + 3 &* run
                    for source in isEmpty ? [] : Array(used) {
                        let weight = source == row || source == row &+ 1 ? Self.near : Self.far
                        let dy = gradient.vectors + (source &* width &* gradient.vectorStride &+ first)
                        for column in 0..<width {
                            let (from, to) = (dy + column &* gradient.vectorStride, sums + column &* run)
                            for vector in 0..<count { to[vector] = to[vector].addingProduct(from[vector], weight) }
                        }
                    }
                    for parity in 0..<2 {
                        let result = vectors(memory.phases[2 &* (index & 1) &+ parity] + line(index)) + first
                        for pixel in 0..<pitch {
                            let column = 2 &* pixel &+ parity &- 2
                            let place = result + pixel &* stride
                            guard column &- 1 < width, pixel < columns.extent else {
                                place.update(repeating: .zero, count: count)
                                continue
                            }
                            let dy = sums + column &* run
                            for vector in 0..<count {
                                place[vector] = Self.blurred(
                                    dy[vector &- run], dy[vector], dy[vector &+ run], dy[vector &+ 2 &* run])
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func blurred(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector {
        (far * (a + d)).addingProduct(near, b + c)
    }

    /// Where a row of a phase begins, of rows counted at even and odd places, from the first at an even one.
    private func line(_ row: Int) -> Int { (row >> 1) &* pitch &* outputStride }
}
