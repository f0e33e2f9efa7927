/// An upright scale that says which colour stands for which number.
public struct ColorBar: Sendable {
    /// What gives each number its colour.
    public let map: ColorMap
    /// The numbers at the bottom and at the top.
    public let range: ClosedRange<Double>
    /// The marks, from the bottom; only the outer two are drawn where all have no room.
    public let ticks: [Tick]
    /// Whether larger numbers have the topmost colour, too: the bar then ends in a point.
    public let clipsAbove: Bool

    /// Describes a bar.
    public init(map: ColorMap, range: ClosedRange<Double>, ticks: [Tick], clipsAbove: Bool = false) {
        self.map = map
        self.range = range
        self.ticks = ticks
        self.clipsAbove = clipsAbove
    }

    /// Draws the bar; the numbers stand to the right of the frame, the point within it.
    public func draw(on canvas: borrowing Canvas, frame: Rectangle) {
        let pointHeight = clipsAbove ? frame.width * 0.9 : 0
        let bar = Rectangle(
            x: frame.x, y: frame.y + pointHeight, width: frame.width, height: frame.height - pointHeight)
        let steps = 256
        let pixels = (0..<steps).map { map.color(at: 1 - Double($0) / Double(steps - 1)).packed }
        canvas.draw(Raster(rows: steps, columns: 1, pixels: pixels), in: bar)
        let outline = [
            Point(x: bar.x, y: bar.y), Point(x: bar.x, y: bar.bottom), Point(x: bar.right, y: bar.bottom),
            Point(x: bar.right, y: bar.y),
        ]
        let peak = [Point(x: bar.x, y: bar.y), Point(x: bar.center.x, y: frame.y), Point(x: bar.right, y: bar.y)]
        let pen = Pen(.ink, width: 0.5)
        if clipsAbove {
            // A little overlap, so that no seam shows between bar and point.
            let overlap = 0.4
            canvas.fill(
                peak + [Point(x: bar.right, y: bar.y + overlap), Point(x: bar.x, y: bar.y + overlap)],
                map.color(at: 1))
        }
        canvas.stroke(clipsAbove ? outline + peak.reversed() : outline + outline.prefix(1), pen)
        let isCrowded = bar.height < 8 * Double(ticks.count - 1)
        for tick in isCrowded ? ticks.prefix(1) + ticks.suffix(1) : ticks[...] {
            let fraction = (tick.value - range.lowerBound) / (range.upperBound - range.lowerBound)
            let y = bar.bottom - fraction * bar.height
            canvas.stroke([Point(x: bar.right, y: y), Point(x: bar.right + 2, y: y)], pen)
            canvas.write(tick.label, at: Point(x: bar.right + 4, y: y), .tick, .left, .middle)
        }
    }
}
