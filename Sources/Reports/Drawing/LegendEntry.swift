/// A sign with its meaning.
package struct LegendEntry: Sendable {
    package enum Sign: Sendable {
        case line(Pen)
        /// A few of the dots of a line that is only its points.
        case dots(Pen)
        case marker(PlotMarker.Shape, Color)
        case patch(Color)
    }

    package let sign: Sign
    package let text: String

    package init(_ sign: Sign, _ text: String) {
        self.sign = sign
        self.text = text
    }
}
