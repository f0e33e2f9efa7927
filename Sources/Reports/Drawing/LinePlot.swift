/// Lines over a pair of axes.
public struct LinePlot: Sendable {
    /// What stands above the frame.
    public var title: String
    /// The axis below the frame.
    public var horizontal: Axis
    /// The axis to the left of the frame.
    public var vertical: Axis
    /// The lines; later ones cover earlier ones.
    public var lines: [PlotLine]
    /// Signs above the lines.
    public var markers: [PlotMarker]
    /// A remark above the top right corner.
    public var note: String
    /// Rows of marks between the lines and the horizontal axis, from the top.
    public var tickRows: [PlotTickRow]
    /// Whether numbers stand beside the vertical axis; where neighbours share it, one is enough.
    public var showsVerticalNumbers: Bool
    /// Whether numbers stand under the horizontal axis; where plots under each other share it, one is enough.
    public var showsHorizontalNumbers: Bool

    private static let tickRowHeight = 8.0

    /// The height that rows of marks take from a plot's frame.
    public static func tickHeight(rows: Int) -> Double { rows == 0 ? 0 : tickRowHeight * Double(rows) + 3 }

    /// Describes a plot.
    public init(
        title: String = "", horizontal: Axis, vertical: Axis, lines: [PlotLine], markers: [PlotMarker] = [],
        note: String = "", tickRows: [PlotTickRow] = [], showsVerticalNumbers: Bool = true,
        showsHorizontalNumbers: Bool = true
    ) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.lines = lines
        self.markers = markers
        self.note = note
        self.tickRows = tickRows
        self.showsVerticalNumbers = showsVerticalNumbers
        self.showsHorizontalNumbers = showsHorizontalNumbers
    }

    /// Draws the plot.
    ///
    /// - Parameters:
    ///   - canvas: The page.
    ///   - frame: The rectangle between the axes; title, numbers and labels stand outside of it.
    public func draw(on canvas: borrowing Canvas, frame: Rectangle) {
        let tickHeight = Self.tickHeight(rows: tickRows.count)
        let area = Rectangle(x: frame.x, y: frame.y, width: frame.width, height: frame.height - tickHeight)
        drawAxes(on: canvas, frame: frame, area: area)
        canvas.clipped(to: frame) {
            for line in lines {
                for piece in pieces(of: line, in: area) {
                    guard line.form == .line else {
                        canvas.dots(at: piece, size: line.pen.width, line.pen.color)
                        continue
                    }
                    canvas.stroke(piece, line.pen)
                    if piece.count == 1 { canvas.disc(at: piece[0], radius: 1.6, line.pen.color) }
                }
            }
        }
        for (index, row) in tickRows.enumerated() {
            draw(row, on: canvas, top: area.bottom + 3 + Self.tickRowHeight * Double(index), in: area)
        }
        for marker in markers where isShown(x: marker.x, y: marker.y) {
            let center = place(x: marker.x, y: marker.y, in: area)
            switch marker.shape {
            case .disc: canvas.disc(at: center, radius: 2.4, marker.color)
            case .cross: canvas.cross(at: center, radius: 2.2, marker.color)
            }
        }
        canvas.write(title, at: Point(x: frame.x, y: frame.y - 6), .title)
        canvas.write(note, at: Point(x: frame.right, y: frame.y - 6), .footer, .right)
    }

    private func draw(_ row: PlotTickRow, on canvas: borrowing Canvas, top: Double, in area: Rectangle) {
        let height = Self.tickRowHeight - 2
        let marks = row.positions.map(horizontal.fraction).filter { (0...1).contains($0) }
            .map { area.x + $0 * area.width }
        canvas.stroke(
            segments: marks.map { (Point(x: $0, y: top), Point(x: $0, y: top + height)) }, Pen(row.color, width: 0.7))
        let style = TextStyle(size: PlotTickRow.titleStyle.size, color: row.color)
        canvas.write(row.title, at: Point(x: area.x - 4.5, y: top + height / 2), style, .right, .middle)
        canvas.write(row.note, at: Point(x: area.right + 4.5, y: top + height / 2), style, .left, .middle)
    }

    private func drawAxes(on canvas: borrowing Canvas, frame: Rectangle, area: Rectangle) {
        let axisPen = Pen(.ink, width: 0.6)
        let gridPen = Pen(.grid, width: 0.5)
        let verticalTicks = vertical.ticks(count: max(2, Int(area.height / 18)))
        for tick in verticalTicks {
            let y = area.bottom - vertical.fraction(of: tick.value) * area.height
            let left = Point(x: frame.x, y: y)
            let length = tick.label.isEmpty ? 1.5 : 2.5
            if !tick.label.isEmpty { canvas.stroke([left, Point(x: frame.right, y: y)], gridPen) }
            canvas.stroke([left, Point(x: frame.x - length, y: y)], axisPen)
            if showsVerticalNumbers {
                canvas.write(tick.label, at: Point(x: frame.x - 4.5, y: y), .tick, .right, .middle)
            }
        }
        for tick in horizontal.ticks(count: max(2, Int(frame.width / 34))) {
            let x = frame.x + horizontal.fraction(of: tick.value) * frame.width
            canvas.stroke([Point(x: x, y: frame.bottom), Point(x: x, y: frame.bottom + 2.5)], axisPen)
            if showsHorizontalNumbers {
                canvas.write(tick.label, at: Point(x: x, y: frame.bottom + 4.5), .tick, .center, .top)
            }
        }
        canvas.stroke(
            [
                Point(x: frame.x, y: frame.y), Point(x: frame.x, y: frame.bottom),
                Point(x: frame.right, y: frame.bottom),
            ], axisPen)
        canvas.write(horizontal.label, at: Point(x: frame.center.x, y: frame.bottom + 14), .label, .center, .top)
        let numberWidth = verticalTicks.reduce(0) { max($0, canvas.width(of: $1.label, .tick)) }
        canvas.write(
            vertical.label, at: Point(x: frame.x - 14 - numberWidth, y: area.center.y), .label, .center, .middle,
            quarterTurns: 1)
    }

    /// The runs of points without a gap.
    private func pieces(of line: PlotLine, in area: Rectangle) -> [[Point]] {
        var pieces: [[Point]] = [[]]
        for (x, y) in zip(line.x, line.y) {
            if isShown(x: x, y: y) {
                pieces[pieces.count - 1].append(place(x: x, y: y, in: area))
            } else if pieces.last?.isEmpty == false {
                pieces.append([])
            }
        }
        return pieces.filter { !$0.isEmpty }
    }

    private func isShown(x: Double, y: Double) -> Bool {
        horizontal.fraction(of: x).isFinite && vertical.fraction(of: y).isFinite
    }

    private func place(x: Double, y: Double, in area: Rectangle) -> Point {
        Point(
            x: area.x + horizontal.fraction(of: x) * area.width,
            y: area.bottom - vertical.fraction(of: y) * area.height)
    }
}
