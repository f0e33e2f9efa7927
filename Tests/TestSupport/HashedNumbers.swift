/// Numbers that follow from a stream's number and an index by integer arithmetic alone.
///
/// The scripts `Tests/Fixtures/networks/make.py` and `Tests/Fixtures/unmixing/make_networks.py` compute the same ones, so that fixtures need not hold what they start from.
package struct HashedNumbers {
    /// The number of the stream.
    package let stream: UInt32

    package init(stream: Int) {
        self.stream = UInt32(stream)
    }

    /// The finalizer of MurmurHash3 (32 bits) of a Weyl sequence.
    package func bits(_ index: Int) -> UInt32 {
        var hash = UInt32(truncatingIfNeeded: index) &* 0x9E37_79B9 &+ stream &* 0x85EB_CA6B &+ 1
        hash ^= hash >> 16
        hash &*= 0x85EB_CA6B
        hash ^= hash >> 13
        hash &*= 0xC2B2_AE35
        hash ^= hash >> 16
        return hash
    }

    /// A multiple of 2⁻²³ in [-1, 1), which a `Float` holds exactly.
    package func real(_ index: Int) -> Double {
        Double(Int32(bits(index) >> 8) - (1 << 23)) / Double(1 << 23)
    }

    /// The same number as a `Float`.
    package func float(_ index: Int) -> Float { Float(real(index)) }

    /// An integer from `-bound` to `bound`.
    package func integer(_ index: Int, bound: Int) -> Float {
        Float(Int(bits(index) >> 8) % (2 * bound + 1) - bound)
    }
}
