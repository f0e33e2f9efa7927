import CCairo

// MARK: Shapes

/// How a line looks.
package struct Pen: Sendable {
    package let color: Color
    /// The width, in points.
    package let width: Double
    /// The lengths of dashes and gaps in turn, in points; none for a solid line.
    package let dashes: [Double]
    /// From 0 (invisible) to 1.
    package let opacity: Double

    package init(_ color: Color, width: Double = 0.6, dashes: [Double] = [], opacity: Double = 1) {
        self.color = color
        self.width = width
        self.dashes = dashes
        self.opacity = opacity
    }
}
