/// Eight streams of random numbers side by side, each xoshiro256++ as ``RandomStream`` is.
struct RandomLanes {
    typealias Bits = SIMD8<UInt64>

    private var s0 = Bits.zero
    private var s1 = Bits.zero
    private var s2 = Bits.zero
    private var s3 = Bits.zero

    /// Starts each at a state of four numbers that a stream draws.
    init(from stream: inout RandomStream) {
        for lane in 0..<Bits.scalarCount {
            s0[lane] = stream.next()
            s1[lane] = stream.next()
            s2[lane] = stream.next()
            s3[lane] = stream.next()
        }
    }

    /// Draws 64 random bits of each.
    @inline(__always)
    mutating func next() -> Bits {
        let sum = s0 &+ s3
        let result = (sum &<< 23 | sum &>> 41) &+ s0
        let shifted = s1 &<< 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = s3 &<< 45 | s3 &>> 19
        return result
    }

    /// Draws a number of [0, 1) from each: a multiple of 2⁻⁵², all equally likely.
    @inline(__always)
    mutating func uniform() -> SIMD8<Double> {
        // The bits of a number of [1, 2).
        unsafeBitCast(next() &>> 12 | 0x3FF0_0000_0000_0000, to: SIMD8<Double>.self) - 1
    }
}
