/// A run of double-precision numbers of fixed length, on a cache line's boundary, at first zeros.
package final class VectorBuffer {
    package typealias Vector = SIMD4<Double>

    /// The first number.
    package let scalars: UnsafeMutablePointer<Double>
    /// The numbers, four at a time.
    package let vectors: UnsafeMutablePointer<Vector>

    /// Allocates a buffer of so many numbers, and up to seven more.
    package init(count: Int) {
        precondition(count >= 0, "a buffer of \(count) numbers")
        let padded = max((count + 7) / 8 * 8, 8)
        let storage = UnsafeMutableRawPointer.allocate(
            byteCount: padded * MemoryLayout<Double>.stride, alignment: 64)
        scalars = storage.initializeMemory(as: Double.self, repeating: 0, count: padded)
        vectors = storage.assumingMemoryBound(to: Vector.self)
    }

    /// Allocates a buffer for vectors laid one behind the other, each padded with zeros to whole SIMD vectors.
    package convenience init(padding rows: [[Double]]) {
        let stride = (rows.first?.count ?? 0).inWholeVectors
        self.init(count: stride * rows.count)
        for (row, values) in rows.enumerated() {
            for (index, value) in values.enumerated() { scalars[row * stride + index] = value }
        }
    }

    deinit {
        scalars.deallocate()
    }
}

extension Int {
    /// The number itself, or the next larger one that fills whole vectors of four.
    package var inWholeVectors: Int { (self + 3) / 4 * 4 }
}
