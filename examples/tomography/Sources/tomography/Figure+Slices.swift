import Reports

/// Where the pictures of a figure stand, in points.
private enum Layout {
    /// Two pixels for each of a hundred voxels.
    static let side = 100.0
    static let gap = 6.0
    static let margin = 16.0
    /// The room for colour bars and their numbers.
    static let bar = 44.0

    /// Where a row or a column begins.
    static func start(_ index: Int) -> Double { margin + Double(index) * (side + gap) }

    static func frame(row: Int, column: Int) -> Rectangle {
        Rectangle(x: start(column), y: start(row), width: side, height: side)
    }
}

extension Figure {
    /// Larger errors have the topmost colour.
    private static let largestError = 0.06

    /// The middle slice of a volume: of each mineral the true fraction, the inferred one, and how far they are apart.
    static func slices(of truth: Volume, inferred: [Double], minerals: [String]) throws -> Figure {
        let edge = truth.edge
        let first = edge / 2 * edge * edge
        func rasters(_ map: ColorMap, upTo largest: Double, _ value: (_ place: Int) -> Double) -> [Raster] {
            minerals.indices.map { mineral in
                let places = (first..<first + edge * edge).map { $0 * minerals.count + mineral }
                return Raster(
                    rows: edge, columns: edge, pixels: places.map { map.color(at: value($0) / largest).packed })
            }
        }
        let rows = [
            ("true", rasters(.viridis, upTo: 1) { truth.fractions[$0] }),
            ("inferred", rasters(.viridis, upTo: 1) { inferred[$0] }),
            ("absolute error", rasters(.magma, upTo: largestError) { abs(truth.fractions[$0] - inferred[$0]) }),
        ]
        return try Figure(
            contentSize: Size(width: Layout.start(minerals.count) + Layout.bar, height: Layout.start(rows.count)),
            pixelsPerPoint: 2, identity: FigureIdentity(title: "tomography: slice \(edge / 2) of a phantom")
        ) { canvas in
            for (row, (name, rasters)) in rows.enumerated() {
                for (column, raster) in rasters.enumerated() {
                    let frame = Layout.frame(row: row, column: column)
                    canvas.draw(raster, in: frame)
                    if row == 0 {
                        canvas.write(minerals[column], at: Point(x: frame.center.x, y: frame.y - 5), .title, .center)
                    }
                    if column == 0 {
                        canvas.write(
                            name, at: Point(x: frame.x - 5, y: frame.center.y), .title, .center, quarterTurns: 1)
                    }
                }
            }
            let x = Layout.start(minerals.count)
            let errors = Layout.frame(row: 2, column: 0)
            ColorBar(map: .viridis, range: 0...1, ticks: ticks(0, 0.5, 1)).draw(
                on: canvas,
                frame: Rectangle(
                    x: x, y: Layout.margin, width: 8, height: errors.y - Layout.gap - Layout.margin))
            ColorBar(
                map: .magma, range: 0...largestError, ticks: ticks(0, largestError / 2, largestError), clipsAbove: true
            ).draw(on: canvas, frame: Rectangle(x: x, y: errors.y, width: 8, height: Layout.side))
        }
    }

    private static func ticks(_ values: Double...) -> [Tick] {
        values.map { Tick(value: $0, label: "\(Int(($0 * 100).rounded())) %") }
    }
}
