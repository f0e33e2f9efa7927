/// Numbers that follow from a stream's number and an index by integer arithmetic alone.
///
/// `Tests/Fixtures/unmixing/make_networks.py` computes the same ones, so that fixtures need not hold what they start from.
struct HashedNumbers {
    /// The number of the stream.
    let stream: UInt32

    init(stream: Int) {
        self.stream = UInt32(stream)
    }

    /// A multiple of 2⁻²³ in [-1, 1): the finalizer of MurmurHash3 (32 bits) of a Weyl sequence.
    func real(_ index: Int) -> Double {
        var hash = UInt32(truncatingIfNeeded: index) &* 0x9E37_79B9 &+ stream &* 0x85EB_CA6B &+ 1
        hash ^= hash >> 16
        hash &*= 0x85EB_CA6B
        hash ^= hash >> 13
        hash &*= 0xC2B2_AE35
        hash ^= hash >> 16
        return Double(Int32(hash >> 8) - (1 << 23)) / Double(1 << 23)
    }
}
