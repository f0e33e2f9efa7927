/// A line of a plot, through points given by their coordinates, or only the points.
public struct PlotLine: Sendable {
    /// How the points are shown.
    public enum Form: Sendable {
        case line
        /// A small square at each point, as wide as the pen.
        case dots
    }

    /// The abscissas.
    public let x: [Double]
    /// The ordinates, one for each abscissa.
    public let y: [Double]
    /// How the line looks.
    public let pen: Pen
    /// How the points are shown.
    public let form: Form

    /// Makes a line; points that are not finite, or that a logarithmic axis cannot show, leave a gap.
    public init(x: [Double], y: [Double], pen: Pen, form: Form = .line) {
        precondition(x.count == y.count, "\(x.count) abscissas with \(y.count) ordinates")
        self.x = x
        self.y = y
        self.pen = pen
        self.form = form
    }
}
