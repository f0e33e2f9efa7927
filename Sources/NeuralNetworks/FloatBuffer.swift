/// A run of floats of fixed length, on a cache line's boundary.
public final class FloatBuffer {
    /// The number of floats.
    public let count: Int
    /// The first float.
    public let start: UnsafeMutablePointer<Float>

    private let storage: UnsafeMutableRawPointer

    /// Allocates zeros, in whole vectors of sixteen.
    ///
    /// - Parameter count: The number of floats, zero or more.
    public init(count: Int) {
        precondition(count >= 0, "a buffer of \(count) floats")
        self.count = count
        let padded = (count + 15) / 16 * 16
        storage = UnsafeMutableRawPointer.allocate(
            byteCount: max(padded, 16) * MemoryLayout<Float>.stride, alignment: 64)
        start = storage.initializeMemory(as: Float.self, repeating: 0, count: max(padded, 16))
    }

    deinit {
        storage.deallocate()
    }

    /// A copy of the floats.
    public func copy() -> [Float] {
        Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// Takes over given floats, as many as there are.
    public func replace(with elements: [Float]) {
        precondition(elements.count == count, "\(elements.count) floats for a buffer of \(count)")
        elements.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            start.update(from: base, count: count)
        }
    }
}
