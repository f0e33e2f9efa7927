/// The indices of a lattice plane.
public struct Miller: Sendable, Hashable {
    /// The index along the reciprocal axis a*.
    public let h: Int
    /// The index along the reciprocal axis b*.
    public let k: Int
    /// The index along the reciprocal axis c*.
    public let l: Int

    /// Makes indices.
    public init(_ h: Int, _ k: Int, _ l: Int) {
        self.h = h
        self.k = k
        self.l = l
    }

    /// The plane seen from the other side: -h, -k, -l.
    public var opposite: Miller { Miller(-h, -k, -l) }
}

extension Miller: CustomStringConvertible {
    /// The indices with spaces between them.
    public var description: String { "\(h) \(k) \(l)" }
}
