/// One of the six numbers that describe a unit cell.
public enum CellParameter: String, Sendable, Hashable, CaseIterable {
    /// The length of the axis a.
    case a
    /// The length of the axis b.
    case b
    /// The length of the axis c.
    case c
    /// The angle between b and c.
    case alpha
    /// The angle between a and c.
    case beta
    /// The angle between a and b.
    case gamma

    /// Whether it is a length, in ångströms, rather than an angle, in degrees.
    public var isLength: Bool { self == .a || self == .b || self == .c }
}
