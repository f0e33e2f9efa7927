internal import NumericalMethods

extension Convolution3x3 {
    private typealias Vector = FeatureMap.Vector

    /// How many input channels one job transforms the filters of.
    private static let channelsPerJob = 32

    /// U = G W Gᵀ: 36 matrices of C x O from 9 of them.
    func transformFilters(
        _ weights: UnsafePointer<Float>, into filters: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        let channels = inputShape.channels
        team.forEachRun(of: Self.channelsPerJob, below: channels) { run in
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 18) { half in
                for channel in run {
                    for first in stride(from: 0, to: outputChannels, by: Vector.scalarCount) {
                        let count = outputChannels &- first
                        func tap(_ index: Int) -> Vector {
                            let place = (index &* channels &+ channel) &* outputChannels &+ first
                            return Vector(from: weights + place, count: count)
                        }
                        for column in 0..<3 {
                            let six = WinogradTransforms.filter((tap(column), tap(3 &+ column), tap(6 &+ column)))
                            half.write(six, from: column, by: 3)
                        }
                        for row in 0..<6 {
                            let six = WinogradTransforms.filter(
                                (half[3 &* row], half[3 &* row &+ 1], half[3 &* row &+ 2]))
                            let place = 6 &* row &* filterStride &+ channel &* outputStride &+ first
                            (filters + place).write(six, by: filterStride)
                        }
                    }
                }
            }
        }
    }

    /// dW = Gᵀ dU G.
    func transposeFilters(
        _ gradients: UnsafePointer<Float>, into weights: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        let channels = inputShape.channels
        team.forEachRun(of: Self.channelsPerJob, below: channels) { run in
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 18) { half in
                for channel in run {
                    for first in stride(from: 0, to: outputChannels, by: Vector.scalarCount) {
                        let count = outputChannels &- first
                        for row in 0..<6 {
                            let place = 6 &* row &* filterStride &+ channel &* outputStride &+ first
                            let three = WinogradTransforms.filterTransposed(
                                (gradients + place).readSix(by: filterStride))
                            half[3 &* row] = three.0
                            half[3 &* row &+ 1] = three.1
                            half[3 &* row &+ 2] = three.2
                        }
                        for column in 0..<3 {
                            let three = WinogradTransforms.filterTransposed(half.readSix(from: column, by: 3))
                            func store(_ value: Vector, _ index: Int) {
                                let place = (index &* channels &+ channel) &* outputChannels &+ first
                                value.store(to: weights + place, count: count)
                            }
                            store(three.0, column)
                            store(three.1, 3 &+ column)
                            store(three.2, 6 &+ column)
                        }
                    }
                }
            }
        }
    }
}

extension SIMD8<Float> {
    /// Reads up to eight scalars; lanes past the count are zero.
    @inline(__always)
    init(from pointer: UnsafePointer<Float>, count: Int) {
        if count >= Self.scalarCount {
            self = UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
        } else {
            self = .zero
            for lane in 0..<count { self[lane] = pointer[lane] }
        }
    }

    /// Writes up to eight scalars.
    @inline(__always)
    func store(to pointer: UnsafeMutablePointer<Float>, count: Int) {
        if count >= Self.scalarCount {
            UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
        } else {
            for lane in 0..<count { pointer[lane] = self[lane] }
        }
    }
}

extension UnsafePointer<Float> {
    /// Six vectors at a distance in scalars.
    @inline(__always)
    func readSix(by stride: Int) -> WinogradTransforms.Six {
        @inline(__always)
        func vector(_ index: Int) -> SIMD8<Float> {
            UnsafeRawPointer(self + index &* stride).assumingMemoryBound(to: SIMD8<Float>.self).pointee
        }
        return (vector(0), vector(1), vector(2), vector(3), vector(4), vector(5))
    }
}

extension UnsafeMutablePointer<Float> {
    /// Writes six vectors at a distance in scalars.
    @inline(__always)
    func write(_ six: WinogradTransforms.Six, by stride: Int) {
        @inline(__always)
        func write(_ value: SIMD8<Float>, _ index: Int) {
            UnsafeMutableRawPointer(self + index &* stride).assumingMemoryBound(to: SIMD8<Float>.self).pointee = value
        }
        write(six.0, 0)
        write(six.1, 1)
        write(six.2, 2)
        write(six.3, 3)
        write(six.4, 4)
        write(six.5, 5)
    }
}

extension UnsafeMutableBufferPointer<SIMD8<Float>> {
    /// Six vectors of a small matrix.
    @inline(__always)
    func readSix(from first: Int, by stride: Int) -> WinogradTransforms.Six {
        (
            self[first], self[first &+ stride], self[first &+ 2 &* stride], self[first &+ 3 &* stride],
            self[first &+ 4 &* stride], self[first &+ 5 &* stride]
        )
    }

    /// Writes six vectors of a small matrix.
    @inline(__always)
    func write(_ six: WinogradTransforms.Six, from first: Int, by stride: Int) {
        self[first] = six.0
        self[first &+ stride] = six.1
        self[first &+ 2 &* stride] = six.2
        self[first &+ 3 &* stride] = six.3
        self[first &+ 4 &* stride] = six.4
        self[first &+ 5 &* stride] = six.5
    }
}
