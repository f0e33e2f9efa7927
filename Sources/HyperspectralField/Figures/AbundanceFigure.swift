public import NumericalMethods
public import Reports

/// Maps of one method, for `Figure.abundances(classes:truth:predictions:errors:identity:)`.
public struct MethodMaps: Sendable {
    let method: String
    let run: Int?
    let maps: [Matrix<Double>]

    /// Makes a row of maps, one a class: proportions or absolute errors from 0 to 1, rows x columns, NaN where
    /// there is none.
    ///
    /// - Parameters:
    ///   - method: The method's title.
    ///   - run: The number of the run, where it is to be named.
    ///   - maps: The maps.
    public init(method: String, run: Int? = nil, maps: [Matrix<Double>]) {
        self.method = method
        self.run = run
        self.maps = maps
    }

    /// The method and the run, in lines.
    var labels: [String] { [method] + (run.map { ["run \($0)"] } ?? []) }
}

extension Figure {
    /// Shows true proportions and what methods make of them, as maps (the paper's Figure 3).
    ///
    /// A column is a class. The first row is the truth, from 0 to 100 %, and what methods infer follows on the same scale.
    /// Absolute errors follow on the paper's scale from 0 to 30 %, where larger errors have the colour of 30 %, with the mean of
    /// each map under it. Two losses look alike on it; so the errors are drawn once more on a scale that one pixel in a hundred exceeds,
    /// and of two methods the difference of their errors. Pixels without a value are grey.
    ///
    /// - Parameters:
    ///   - classes: The classes' names, one or more.
    ///   - truth: For each class the true proportions from 0 to 1, rows x columns, all maps of one shape.
    ///   - predictions: What methods infer, maps of the same shape and in the same order as `truth`.
    ///   - errors: The methods' errors, maps of the same shape and in the same order as `truth`.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: `ReportError.drawing(_:)` when texts cannot be measured.
    public static func abundances(
        classes: [String], truth: [Matrix<Double>], predictions: [MethodMaps] = [], errors: [MethodMaps] = [],
        identity: FigureIdentity
    ) throws -> Figure {
        let methods = predictions + errors
        precondition(
            !classes.isEmpty && truth.count == classes.count && methods.allSatisfy { $0.maps.count == classes.count },
            "\(classes.count) classes with \(truth.count) true maps and \(methods.map(\.maps.count)) maps of methods")
        let (rows, columns) = (truth[0].rows, truth[0].columns)
        precondition(
            rows > 0 && columns > 0
                && (truth + methods.flatMap(\.maps)).allSatisfy { $0.rows == rows && $0.columns == columns },
            "maps whose shapes differ from \(rows) x \(columns)")
        let bands =
            [MapBand(truth: truth, predictions: predictions)]
            + (errors.isEmpty ? [] : [.paperScale(errors), .fineScale(errors)])
            + (errors.count == 2 ? [.difference(errors[0], errors[1])] : [])
        let layout = try MapLayout(classes: classes.count, rows: rows, columns: columns, bands: bands)
        return try Figure(contentSize: layout.size, pixelsPerPoint: layout.pixelsPerPoint, identity: identity) {
            canvas in
            for (column, title) in classes.enumerated() {
                let frame = layout.panel(row: 0, column: column)
                canvas.write(title, at: Point(x: frame.center.x, y: frame.y - 6), .title, .center)
            }
            var row = 0
            for band in bands {
                let last = row + band.rows.count - 1
                band.bar.draw(on: canvas, frame: layout.bar(rows: row...last))
                for mapRow in band.rows {
                    mapRow.draw(on: canvas, row: row, band: band, layout: layout)
                    row += 1
                }
            }
        }
    }
}

extension MapRow {
    fileprivate func draw(on canvas: borrowing Canvas, row: Int, band: MapBand, layout: MapLayout) {
        for (column, values) in maps.enumerated() {
            let frame = layout.panel(row: row, column: column)
            canvas.draw(values, band.bar.map, range: band.bar.range, in: frame)
            if !captions.isEmpty {
                canvas.write(captions[column], at: Point(x: frame.center.x, y: frame.bottom + 7.5), .tick, .center)
            }
        }
        let first = layout.panel(row: row, column: 0)
        for (index, label) in labels.enumerated() {
            let offset = (Double(index) - Double(labels.count - 1) / 2) * MapRow.lineHeight
            canvas.write(
                label, at: Point(x: first.x - 7, y: first.center.y + offset), .label, .right, .middle)
        }
    }
}

/// Where the maps and their scales stand.
private struct MapLayout: Sendable {
    let size: Size
    let pixelsPerPoint: Int
    private let panelSize: Size
    private let left: Double
    /// The upper edge of each row.
    private let tops: [Double]
    private static let titleHeight = 18.0
    private static let captionHeight = 9.0
    private static let columnGap = 6.0
    private static let rowGap = 7.0

    /// Chooses sizes so that a map's pixel covers whole pixels of the PNG file, as far as maps are not huge.
    init(classes: Int, rows: Int, columns: Int, bands: [MapBand]) throws {
        let textWidth = 504.0
        let barWidth = 50.0
        let mapRows = bands.flatMap(\.rows)
        left =
            try Canvas.measure { canvas in
                mapRows.flatMap(\.labels).reduce(0) { max($0, canvas.width(of: $1, .label)) }.rounded(.up)
            } + 12
        let available = max(60, (textWidth - left - barWidth) / Double(classes) - Self.columnGap)
        pixelsPerPoint = min(max(3, Int((Double(columns) / available).rounded())), 6)
        let pixels = available * Double(pixelsPerPoint) / Double(columns)
        let cell = (pixels < 0.85 ? pixels : max(1, pixels.rounded())) / Double(pixelsPerPoint)
        let panelSize = Size(width: cell * Double(columns), height: cell * Double(rows))
        var top = Self.titleHeight
        var tops: [Double] = []
        for row in mapRows {
            // Where its label is higher than a row of maps, that stands in the middle.
            let excess = max(0, MapRow.lineHeight * Double(row.labels.count) - panelSize.height)
            tops.append(top + excess / 2)
            let caption = max(excess / 2, row.captions.isEmpty ? 0 : Self.captionHeight)
            top += excess / 2 + panelSize.height + caption + Self.rowGap
        }
        self.panelSize = panelSize
        self.tops = tops
        size = Size(width: left + Double(classes) * (panelSize.width + Self.columnGap) + barWidth, height: top + 4)
    }

    func panel(row: Int, column: Int) -> Rectangle {
        Rectangle(
            x: left + Double(column) * (panelSize.width + Self.columnGap), y: tops[row], width: panelSize.width,
            height: panelSize.height)
    }

    /// The frame of a colour scale beside rows of maps.
    func bar(rows: ClosedRange<Int>) -> Rectangle {
        let (first, last) = (panel(row: rows.lowerBound, column: 0), panel(row: rows.upperBound, column: 0))
        return Rectangle(
            x: size.width - 44, y: first.y, width: 8, height: last.bottom - first.y)
    }
}
