/// A seed that says what it is for: every random choice of an experiment has one of its own.
///
/// Seeds are derived from names and counts alone, by a hash that is the same in every process and on every machine. So
/// the choices made for one purpose do not depend on whether, or in which order, others were made:
///
/// ```swift
/// let run = Seed(experiment: "jasper-ridge", base: 0).derived("run", 3)
/// var weights = run.derived("weights", 0).stream()
/// var order = run.derived("order", 0).stream()
/// ```
public struct Seed: Sendable, Hashable {
    /// The 64 bits that start a stream.
    public let value: UInt64

    /// The seed from which all seeds of an experiment derive.
    ///
    /// - Parameters:
    ///   - experiment: The experiment's name.
    ///   - base: A number that the user may change to repeat the experiment with other random choices.
    public init(experiment: String, base: UInt64) {
        value = Seed.mix(base, experiment, 0)
    }

    private init(value: UInt64) {
        self.value = value
    }

    /// The seed of one purpose under this one.
    ///
    /// - Parameters:
    ///   - purpose: What the random choices are for, such as `weights`.
    ///   - index: Tells equal purposes apart, such as the number of the run.
    /// - Returns: The derived seed.
    public func derived(_ purpose: String, _ index: Int) -> Seed {
        Seed(value: Seed.mix(value, purpose, index))
    }

    /// A new stream of random numbers, which starts at this seed.
    public func stream() -> RandomStream {
        RandomStream(seed: value)
    }

    /// Hashes the eight bytes of `parent`, the UTF-8 of `text` and the eight bytes of `index`, least significant first.
    ///
    /// FNV-1a reads the bytes; a step of SplitMix64 then mixes the high bits, which FNV-1a mixes poorly. The two numbers
    /// have a fixed length and stand outside, so that different inputs are never the same bytes.
    private static func mix(_ parent: UInt64, _ text: String, _ index: Int) -> UInt64 {
        let bytes = littleEndianBytes(parent) + Array(text.utf8) + littleEndianBytes(UInt64(bitPattern: Int64(index)))
        var mixer = SplitMix64(seed: fnv1a(bytes))
        return mixer.next()
    }

    private static func littleEndianBytes(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

/// The 64-bit FNV-1a hash of bytes.
///
/// Source: Fowler, Noll, Vo, Eastlake, Hansen, *The FNV Non-Cryptographic Hash Algorithm*, RFC 9923.
package func fnv1a(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
