/// A line of a plot, through points given by their coordinates, or only the points.
package struct PlotLine: Sendable {
    package enum Form: Sendable {
        case line
        /// A small square at each point, as wide as the pen.
        case dots
    }

    package let x: [Double]
    package let y: [Double]
    package let pen: Pen
    package let form: Form

    /// Makes a line; points that are not finite, or that a logarithmic axis cannot show, leave a gap.
    package init(x: [Double], y: [Double], pen: Pen, form: Form = .line) {
        precondition(x.count == y.count, "\(x.count) abscissas with \(y.count) ordinates")
        self.x = x
        self.y = y
        self.pen = pen
        self.form = form
    }
}
