/// A stream of random numbers that is the same for the same seed: xoshiro256++, started by SplitMix64.
///
/// Every draw uses an algorithm of this file or of its extensions, because the standard library's may change between
/// versions. For the same reason a stream does not conform to `RandomNumberGenerator`, which would invite them in.
///
/// Source: D. Blackman and S. Vigna, *Scrambled Linear Pseudorandom Number Generators*, ACM Transactions on Mathematical
/// Software 47, 2021; <https://prng.di.unimi.it/xoshiro256plusplus.c>.
public struct RandomStream: Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// Starts the stream of a seed; ``Seed/stream()`` derives one from names.
    public init(seed: UInt64) {
        var splitMix = SplitMix64(seed: seed)
        self.init(state: (splitMix.next(), splitMix.next(), splitMix.next(), splitMix.next()))
    }

    /// Starts at a given state, which must not be all zeros.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
    }

    /// Draws 64 random bits.
    public mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = (sum << 23 | sum >> 41) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = s3 << 45 | s3 >> 19
        return result
    }

    /// Draws a number of [0, 1): a multiple of 2⁻⁵³, all equally likely.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Draws a single-precision number of [0, 1): a multiple of 2⁻²⁴, all equally likely.
    public mutating func uniformFloat() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// Draws an integer of 0..<bound, all equally likely.
    ///
    /// Source: D. Lemire, *Fast Random Integer Generation in an Interval*, ACM Transactions on Modeling and Computer
    /// Simulation 29, 2019.
    ///
    /// - Parameter bound: The number of integers to choose from, one or more.
    /// - Returns: The integer.
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "cannot draw an integer below \(bound)")
        let count = UInt64(bound)
        // The high word of a 128-bit product is the draw; the low words below 2⁶⁴ mod count would favour some draws.
        var product = next().multipliedFullWidth(by: count)
        if product.low < count {
            let surplus = (0 &- count) % count
            while product.low < surplus {
                product = next().multipliedFullWidth(by: count)
            }
        }
        return Int(product.high)
    }

    /// Puts elements in a random order, every order equally likely (Fisher–Yates).
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1))
        }
    }
}
