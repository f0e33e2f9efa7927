// MARK: Shapes

/// How a line looks.
public struct Pen: Sendable {
    /// The colour.
    public let color: Color
    /// The width, in points.
    public let width: Double
    /// The lengths of dashes and gaps in turn, in points; none for a solid line.
    public let dashes: [Double]
    /// From 0 (invisible) to 1.
    public let opacity: Double

    /// Describes a pen.
    public init(_ color: Color, width: Double = 0.6, dashes: [Double] = [], opacity: Double = 1) {
        self.color = color
        self.width = width
        self.dashes = dashes
        self.opacity = opacity
    }
}
