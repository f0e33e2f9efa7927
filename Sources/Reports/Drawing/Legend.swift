/// Signs with their meanings, set like words: from left to right, and on to the next line where there is no room.
public struct Legend: Sendable {
    /// The signs, in the order in which they are set.
    public let entries: [LegendEntry]
    /// The height of a line, in points.
    public static let lineHeight = 13.0
    private static let signWidth = 14.0
    private static let gap = 14.0

    /// Makes a legend.
    public init(_ entries: [LegendEntry]) {
        self.entries = entries
    }

    /// Draws the legend.
    ///
    /// - Parameters:
    ///   - canvas: The page.
    ///   - top: The top left corner of the first line.
    ///   - width: The width after which a new line begins.
    public func draw(on canvas: borrowing Canvas, top: Point, width: Double) {
        for (entry, place) in zip(entries, places(on: canvas, width: width)) {
            let x = top.x + place.x
            let y = top.y + Self.lineHeight / 2 + Double(place.line) * Self.lineHeight
            draw(entry.sign, on: canvas, x: x, y: y)
            canvas.write(entry.text, at: Point(x: x + Self.signWidth + 4, y: y), .tick, .left, .middle)
        }
    }

    /// The height of all lines that it takes, in points.
    ///
    /// - Parameters:
    ///   - canvas: A page with the fonts that it is drawn with.
    ///   - width: The width after which a new line begins.
    /// - Returns: The height.
    public func height(on canvas: borrowing Canvas, width: Double) -> Double {
        Double((places(on: canvas, width: width).last?.line ?? -1) + 1) * Self.lineHeight
    }

    /// How far to the right each entry stands, in points, and on which line.
    private func places(on canvas: borrowing Canvas, width: Double) -> [(x: Double, line: Int)] {
        var places: [(x: Double, line: Int)] = []
        var (x, line) = (0.0, 0)
        for entry in entries {
            let entryWidth = Self.signWidth + 4 + canvas.width(of: entry.text, .tick)
            if x > 0 && x + entryWidth > width { (x, line) = (0, line + 1) }
            places.append((x, line))
            x += entryWidth + Self.gap
        }
        return places
    }

    private func draw(_ sign: LegendEntry.Sign, on canvas: borrowing Canvas, x: Double, y: Double) {
        let center = Point(x: x + Self.signWidth / 2, y: y)
        switch sign {
        case .line(let pen):
            canvas.stroke([Point(x: x, y: y), Point(x: x + Self.signWidth, y: y)], pen)
        case .dots(let pen):
            let places = [2.0, 7, 12].map { Point(x: x + $0, y: y) }
            canvas.dots(at: places, size: pen.width, pen.color)
        case .marker(.disc, let color):
            canvas.disc(at: center, radius: 2.4, color)
        case .marker(.cross, let color):
            canvas.cross(at: center, radius: 2.2, color)
        case .patch(let color):
            canvas.fill(Rectangle(x: x + 4, y: y - 4, width: 8, height: 8), color)
        }
    }
}
