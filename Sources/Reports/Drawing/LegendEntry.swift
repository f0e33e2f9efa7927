/// A sign with its meaning.
public struct LegendEntry: Sendable {
    /// What stands before the text.
    public enum Sign: Sendable {
        case line(Pen)
        /// A few of the dots of a line that is only its points.
        case dots(Pen)
        case marker(PlotMarker.Shape, Color)
        case patch(Color)
    }

    /// What stands before the text.
    public let sign: Sign
    /// The meaning.
    public let text: String

    /// Makes an entry.
    public init(_ sign: Sign, _ text: String) {
        self.sign = sign
        self.text = text
    }
}
