/// A sign at one place of a plot.
public struct PlotMarker: Sendable {
    /// What is drawn.
    public enum Shape: Sendable { case disc, cross }

    /// The abscissa.
    public let x: Double
    /// The ordinate.
    public let y: Double
    /// What is drawn.
    public let shape: Shape
    /// Its colour.
    public let color: Color

    /// Places a sign.
    public init(x: Double, y: Double, shape: Shape, color: Color) {
        self.x = x
        self.y = y
        self.shape = shape
        self.color = color
    }
}
