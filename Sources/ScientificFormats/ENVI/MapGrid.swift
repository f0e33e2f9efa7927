import Glibc

/// Where the pixels of an image lie on a map, as `map info` of an ENVI header says it.
struct MapGrid {
    /// The projection, such as `UTM` or `Geographic Lat/Lon`.
    let projection: String
    /// The column of a point whose coordinates are known; the left edge of the image has 1.
    let referenceColumn: Double
    /// Its row; the upper edge of the image has 1.
    let referenceRow: Double
    /// Its coordinates.
    let reference: (x: Double, y: Double)
    /// The width and the height of a pixel.
    let pixel: (width: Double, height: Double)
    /// The items behind the size of the pixels, such as zone, hemisphere and datum.
    let rest: [String]
    /// By how much the image is turned against the map, in degrees (`rotation=`).
    let rotation: Double

    /// Reads `{projection, column, row, x, y, width, height, …}`.
    init?(mapInfo text: String) {
        guard let items = MapPlace.items(text), items.count >= 7 else { return nil }
        let numbers = items[1..<7].compactMap { Double($0) }.filter(\.isFinite)
        guard numbers.count == 6 else { return nil }
        projection = items[0]
        (referenceColumn, referenceRow) = (numbers[0], numbers[1])
        (reference, pixel) = ((numbers[2], numbers[3]), (numbers[4], numbers[5]))
        rest = Array(items[7...])
        guard let turn = rest.first(where: { $0.lowercased().hasPrefix("rotation=") }) else {
            rotation = 0
            return
        }
        guard let degrees = Double(trimmed(turn.dropFirst("rotation=".count))), degrees.isFinite else { return nil }
        rotation = degrees
    }

    /// The change of the coordinates from a column to the next, and from a row to the next.
    var steps: (column: (x: Double, y: Double), row: (x: Double, y: Double)) {
        let angle = -rotation * .pi / 180
        let (sine, cosine) = rotation == 0 ? (0, 1) : (sin(angle), cos(angle))
        return (
            (cosine * pixel.width, -sine * pixel.height), (-sine * pixel.width, -cosine * pixel.height)
        )
    }

    /// The coordinates of a point of the image, whose upper left corner has column 0 and row 0.
    func coordinates(column: Double, row: Double) -> (x: Double, y: Double) {
        let (right, down) = (column + 1 - referenceColumn, row + 1 - referenceRow)
        let steps = steps
        return (
            reference.x + right * steps.column.x + down * steps.row.x,
            reference.y + right * steps.column.y + down * steps.row.y
        )
    }
}
