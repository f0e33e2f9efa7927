import Reports

extension Figure {
    /// The middle slice of a volume: of each mineral the true fraction, the inferred one, and how far they are apart.
    static func slices(of truth: Volume, inferred: [Double], minerals: [String]) throws -> Figure {
        let edge = truth.edge
        let (side, gap, margin, bar) = (108.0, 6.0, 16.0, 44.0)
        let largestError = 0.1
        let first = edge / 2 * edge * edge
        func raster(_ map: ColorMap, upTo largest: Double, _ value: (_ index: Int) -> Double) -> (Int) -> Raster {
            { mineral in
                Raster(
                    rows: edge, columns: edge,
                    pixels: (first..<first + edge * edge).map {
                        map.color(at: value($0 * minerals.count + mineral) / largest).packed
                    })
            }
        }
        let rows = [
            ("true", raster(.viridis, upTo: 1) { truth.fractions[$0] }),
            ("inferred", raster(.viridis, upTo: 1) { inferred[$0] }),
            ("absolute error", raster(.magma, upTo: largestError) { abs(truth.fractions[$0] - inferred[$0]) }),
        ]
        func start(_ index: Int) -> Double { margin + Double(index) * (side + gap) }
        return try Figure(
            contentSize: Size(width: start(minerals.count) + bar, height: start(rows.count)), pixelsPerPoint: 2,
            identity: FigureIdentity(title: "tomography: slice \(edge / 2) of a phantom")
        ) { canvas in
            for (column, mineral) in minerals.enumerated() {
                canvas.write(mineral, at: Point(x: start(column) + side / 2, y: margin - 5), .title, .center)
            }
            for (row, (name, raster)) in rows.enumerated() {
                canvas.write(
                    name, at: Point(x: margin - 5, y: start(row) + side / 2), .title, .center, quarterTurns: 1)
                for column in minerals.indices {
                    canvas.draw(
                        raster(column), in: Rectangle(x: start(column), y: start(row), width: side, height: side))
                }
            }
            func drawBar(_ map: ColorMap, upTo largest: Double, row: Int, height: Double, clipsAbove: Bool = false) {
                let ticks = [0, largest / 2, largest].map { Tick(value: $0, label: "\(Int(($0 * 100).rounded())) %") }
                ColorBar(map: map, range: 0...largest, ticks: ticks, clipsAbove: clipsAbove)
                    .draw(
                        on: canvas,
                        frame: Rectangle(x: start(minerals.count) + 2, y: start(row), width: 8, height: height))
            }
            drawBar(.viridis, upTo: 1, row: 0, height: 2 * side + gap)
            drawBar(.magma, upTo: largestError, row: 2, height: side, clipsAbove: true)
        }
    }
}
