public import NumericalMethods
public import Reports

extension Figure {
    /// Shows abundances as maps side by side, from 0 to 100 %.
    ///
    /// Pixels without a value are grey; abundances outside the scale have the colour of its end. Of large maps, each point is
    /// the mean of a square of pixels.
    ///
    /// - Parameters:
    ///   - titles: What the maps show, one or more.
    ///   - maps: For each title the abundances from 0 to 1, rows x columns, all maps of one shape.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: `ReportError.drawing(_:)` when texts cannot be measured.
    public static func maps(titles: [String], maps: [Matrix<Double>], identity: FigureIdentity) throws -> Figure {
        precondition(
            !titles.isEmpty && maps.count == titles.count
                && maps.allSatisfy { $0.rows == maps[0].rows && $0.columns == maps[0].columns },
            "\(titles.count) titles for maps of \(maps.map { [$0.rows, $0.columns] })")
        let maps = maps.map { map in
            var reduction = MapReduction(rows: map.rows, columns: map.columns, count: maps.count)
            reduction.add(map.elements)
            return reduction.map()
        }
        let grid = MapGrid(count: maps.count, rows: maps[0].rows, columns: maps[0].columns)
        let bar = ColorBar(
            map: .magma, range: 0...1,
            ticks: [(0, "0 %"), (0.5, "50 %"), (1, "100 %")].map { Tick(value: $0.0, label: $0.1) })
        return try Figure(contentSize: grid.size, pixelsPerPoint: grid.pixelsPerPoint, identity: identity) { canvas in
            for (index, (title, map)) in zip(titles, maps).enumerated() {
                let frame = grid.panel(index)
                canvas.write(title, at: Point(x: frame.center.x, y: frame.y - 5), .title, .center)
                canvas.draw(map, .magma, range: 0...1, in: frame)
            }
            let first = grid.panel(0)
            bar.draw(
                on: canvas,
                frame: Rectangle(x: grid.size.width - 44, y: first.y, width: 8, height: min(first.height, 140)))
        }
    }
}

extension Canvas {
    /// Draws a map with a frame around it.
    ///
    /// - Parameters:
    ///   - values: The numbers, rows x columns.
    ///   - map: The colours.
    ///   - range: The numbers that have the outermost colours.
    ///   - frame: Where it stands.
    func draw(_ values: Matrix<Double>, _ map: ColorMap, range: ClosedRange<Double>, in frame: Rectangle) {
        let width = range.upperBound - range.lowerBound
        // So many steps that nobody tells one from the next, and so few that a table of colours holds them.
        let steps = 240.0
        let pixels = values.elements.map { value in
            map.color(at: (steps * (value - range.lowerBound) / width).rounded() / steps).packed
        }
        draw(Raster(rows: values.rows, columns: values.columns, pixels: pixels), in: frame)
        stroke(frame, Pen(.ink, width: 0.4))
    }
}

/// Maps in rows of at most four.
private struct MapGrid: Sendable {
    let size: Size
    let pixelsPerPoint: Int
    private let acrossCount: Int
    private let cellWidth: Double
    private static let largestHeight = 640.0
    private let panelSize: Size
    private static let gap = 8.0
    private static let titleHeight = 18.0
    private static let barWidth = 54.0

    init(count: Int, rows: Int, columns: Int) {
        let textWidth = 504.0
        // Five or six maps look better in two rows of three than in four and a rest.
        acrossCount = count <= 4 ? count : count <= 6 ? 3 : 4
        // A single map need not fill the page.
        cellWidth = min((textWidth - Self.barWidth) / Double(acrossCount) - Self.gap, 220)
        let width = max(1, min(cellWidth, Self.largestHeight * Double(columns) / Double(rows)))
        panelSize = Size(width: width, height: max(1, width * Double(rows) / Double(columns)))
        pixelsPerPoint = min(max(3, Int((Double(columns) / width).rounded(.up))), 6)
        let downCount = (count + acrossCount - 1) / acrossCount
        size = Size(
            width: Double(acrossCount) * (cellWidth + Self.gap) + Self.barWidth,
            height: Double(downCount) * (panelSize.height + Self.titleHeight) + 6)
    }

    func panel(_ index: Int) -> Rectangle {
        let (row, column) = (index / acrossCount, index % acrossCount)
        return Rectangle(
            x: Self.gap / 2 + Double(column) * (cellWidth + Self.gap) + (cellWidth - panelSize.width) / 2,
            y: Self.titleHeight + Double(row) * (panelSize.height + Self.titleHeight), width: panelSize.width,
            height: panelSize.height)
    }
}
