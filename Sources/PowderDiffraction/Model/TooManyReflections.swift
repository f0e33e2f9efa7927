/// A cell has so many planes that its pattern is no longer one of lines.
public struct TooManyReflections: Error, Equatable, CustomStringConvertible {
    /// The structure's name.
    public let structure: String
    /// About how many planes there are up to the largest angle.
    public let planes: Double

    static let largestNumber = 1e6

    /// The structure and the number.
    public var description: String {
        "\(structure) has about \(Int(min(planes, 1e18))) lattice planes up to the largest angle, more than "
            + "\(Int(Self.largestNumber)): its cell is too large"
    }
}
