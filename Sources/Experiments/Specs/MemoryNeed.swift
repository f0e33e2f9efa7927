internal import Foundation

/// What something that a spec asks for needs of a machine's memory.
///
/// Readers compare it with the limit, so that a spec which asks for too much is refused before anything is made.
public struct MemoryNeed: Sendable, Equatable {
    /// The most that one thing of a spec may need: 8 GB.
    public static let limit = 8e9

    /// What needs it, in the plural, as in *the simulated patterns*.
    public let owner: String
    /// How much it needs, in bytes.
    public let bytes: Double

    /// Says how much something needs.
    ///
    /// - Parameters:
    ///   - owner: What needs it, in the plural.
    ///   - count: How many numbers it has; a product of such factors that it cannot overflow.
    ///   - size: How many bytes each has.
    public init(of owner: String, count: Double, size: Int = MemoryLayout<Float>.stride) {
        self.owner = owner
        bytes = count * Double(size)
    }

    /// Why it is refused, or nothing where it is not.
    public var refusal: String? {
        guard !(bytes <= Self.limit) else { return nil }
        return "\(owner) need \(Self.text(bytes)) of memory; the limit is \(Self.text(Self.limit))"
    }

    /// Bytes in words: `48 GB`.
    private static func text(_ bytes: Double) -> String { String(format: "%.3g GB", bytes / 1e9) }
}
