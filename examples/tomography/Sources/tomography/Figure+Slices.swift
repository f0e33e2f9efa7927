import Reports

extension Figure {
    /// The middle slice of a volume: of each mineral the true fraction, the inferred one, and how far they are apart.
    static func slices(of truth: Volume, inferred: [Double], minerals: [String]) throws -> Figure {
        let edge = truth.edge
        let (side, gap, title, bar) = (92.0, 6.0, 14.0, 40.0)
        let first = edge / 2 * edge * edge
        func values(_ fractions: [Double], _ mineral: Int) -> [Double] {
            (first..<first + edge * edge).map { fractions[$0 * truth.minerals + mineral] }
        }
        func raster(_ values: [Double], _ map: ColorMap, upTo largest: Double) -> Raster {
            Raster(rows: edge, columns: edge, pixels: values.map { map.color(at: $0 / largest).packed })
        }
        let largestError = 0.2
        let rows = minerals.indices.map { mineral in
            let (own, other) = (values(truth.fractions, mineral), values(inferred, mineral))
            return [
                raster(own, .viridis, upTo: 1), raster(other, .viridis, upTo: 1),
                raster(zip(own, other).map { abs($0 - $1) }, .magma, upTo: largestError),
            ]
        }
        let height = title + Double(rows.count) * (side + gap)
        return try Figure(
            contentSize: Size(width: title + 3 * (side + gap) + 2 * bar, height: height), pixelsPerPoint: 2,
            identity: FigureIdentity(title: "tomography: slice \(edge / 2) of a phantom")
        ) { canvas in
            for (row, rasters) in rows.enumerated() {
                let top = title + Double(row) * (side + gap)
                canvas.write(
                    minerals[row], at: Point(x: title - 4, y: top + side / 2), .label, .center, quarterTurns: 1)
                for (column, raster) in rasters.enumerated() {
                    let x = title + Double(column) * (side + gap)
                    if row == 0 {
                        canvas.write(
                            ["true", "inferred", "absolute error"][column], at: Point(x: x + side / 2, y: title - 4),
                            .title, .center)
                    }
                    canvas.draw(raster, in: Rectangle(x: x, y: top, width: side, height: side))
                }
            }
            let x = title + 3 * (side + gap)
            let frame = Rectangle(x: x, y: title, width: 8, height: side)
            ColorBar(
                map: .viridis, range: 0...1, ticks: [Tick(value: 0, label: "0 %"), Tick(value: 1, label: "100 %")]
            ).draw(on: canvas, frame: frame)
            ColorBar(
                map: .magma, range: 0...largestError,
                ticks: [Tick(value: 0, label: "0 %"), Tick(value: largestError, label: "20 %")], clipsAbove: true
            ).draw(on: canvas, frame: Rectangle(x: x + bar, y: title, width: 8, height: side))
        }
    }
}
