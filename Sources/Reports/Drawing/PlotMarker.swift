/// A sign at one place of a plot.
package struct PlotMarker: Sendable {
    package enum Shape: Sendable { case disc, cross }

    package let x: Double
    package let y: Double
    package let shape: Shape
    package let color: Color

    package init(x: Double, y: Double, shape: Shape, color: Color) {
        self.x = x
        self.y = y
        self.shape = shape
        self.color = color
    }
}
