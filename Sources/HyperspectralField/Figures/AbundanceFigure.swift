public import NumericalMethods
public import Reports

/// Maps of one method, for `Figure.abundances(classes:truth:predictions:errors:identity:)`.
public struct MethodMaps: Sendable {
    let method: String
    let maps: [Matrix<Double>]

    /// Makes a row of maps, one a class: proportions or absolute errors from 0 to 1, rows x columns, NaN where
    /// there is none.
    public init(method: String, maps: [Matrix<Double>]) {
        self.method = method
        self.maps = maps
    }
}

extension Figure {
    /// Shows true proportions and how far methods are from them, as maps (the paper's Figure 3).
    ///
    /// A column is a class. The first row is the truth, from 0 to 100 %, and what methods infer follows on the same scale;
    /// every further row is the absolute error of a method on one scale from 0 to 30 %, where larger errors have the
    /// colour of 30 %. Pixels without a value are grey.
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

        let largestError = 0.3
        let mapRows =
            [MapRow(labels: ["Ground truth"], maps: truth, map: .magma, largest: 1)]
            + predictions.map { MapRow(labels: [$0.method], maps: $0.maps, map: .magma, largest: 1) }
            + errors.map {
                MapRow(labels: ["|error| of", $0.method], maps: $0.maps, map: .viridis, largest: largestError)
            }
        let layout = try MapLayout(
            classes: classes.count, rows: rows, columns: columns, labels: mapRows.map(\.labels))
        let truthBar = ColorBar(
            map: .magma, range: 0...1, ticks: [0, 0.5, 1].map { Tick(value: $0, label: percent($0)) })
        let errorBar = ColorBar(
            map: .viridis, range: 0...largestError,
            ticks: [
                Tick(value: 0, label: percent(0)), Tick(value: 0.1, label: percent(0.1)),
                Tick(value: 0.2, label: percent(0.2)), Tick(value: largestError, label: "≥ " + percent(largestError)),
            ], clipsAbove: true)
        return try Figure(contentSize: layout.size, pixelsPerPoint: layout.pixelsPerPoint, identity: identity) {
            canvas in
            for (column, title) in classes.enumerated() {
                let frame = layout.panel(row: 0, column: column)
                canvas.write(title, at: Point(x: frame.center.x, y: frame.y - 6), .title, .center)
            }
            for (row, mapRow) in mapRows.enumerated() {
                mapRow.draw(on: canvas, row: row, layout: layout)
            }
            truthBar.draw(on: canvas, frame: layout.bar(rows: 0...predictions.count))
            if !errors.isEmpty {
                errorBar.draw(on: canvas, frame: layout.bar(rows: predictions.count + 1...methods.count))
            }
        }
    }

    private static func percent(_ fraction: Double) -> String {
        NumberText.fixed(100 * fraction, decimals: 0) + " %"
    }
}

/// One row of maps.
private struct MapRow: Sendable {
    let labels: [String]
    let maps: [Matrix<Double>]
    let map: ColorMap
    /// The number that has the topmost colour.
    let largest: Double

    func draw(on canvas: borrowing Canvas, row: Int, layout: MapLayout) {
        for (column, values) in maps.enumerated() {
            canvas.draw(values, map, largest: largest, in: layout.panel(row: row, column: column))
        }
        let first = layout.panel(row: row, column: 0)
        let lineHeight = 10.0
        for (index, label) in labels.enumerated() {
            let offset = (Double(index) - Double(labels.count - 1) / 2) * lineHeight
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
    private static let titleHeight = 18.0
    private static let columnGap = 6.0
    private static let rowGap = 7.0

    /// Chooses sizes so that a map's pixel covers whole pixels of the PNG file, as far as maps are not huge.
    init(classes: Int, rows: Int, columns: Int, labels: [[String]]) throws {
        let textWidth = 504.0
        let barWidth = 50.0
        left =
            try Canvas.measure { canvas in
                labels.joined().reduce(0) { max($0, canvas.width(of: $1, .label)) }.rounded(.up)
            } + 12
        let available = max(60, (textWidth - left - barWidth) / Double(classes) - Self.columnGap)
        pixelsPerPoint = min(max(3, Int((Double(columns) / available).rounded())), 6)
        let pixels = available * Double(pixelsPerPoint) / Double(columns)
        let cell = (pixels < 0.85 ? pixels : max(1, pixels.rounded())) / Double(pixelsPerPoint)
        panelSize = Size(width: cell * Double(columns), height: cell * Double(rows))
        size = Size(
            width: left + Double(classes) * (panelSize.width + Self.columnGap) + barWidth,
            height: Self.titleHeight + Double(labels.count) * (panelSize.height + Self.rowGap) + 4)
    }

    func panel(row: Int, column: Int) -> Rectangle {
        Rectangle(
            x: left + Double(column) * (panelSize.width + Self.columnGap),
            y: Self.titleHeight + Double(row) * (panelSize.height + Self.rowGap),
            width: panelSize.width, height: panelSize.height)
    }

    /// The frame of a colour scale beside rows of maps.
    func bar(rows: ClosedRange<Int>) -> Rectangle {
        let (first, last) = (panel(row: rows.lowerBound, column: 0), panel(row: rows.upperBound, column: 0))
        return Rectangle(
            x: size.width - 44, y: first.y, width: 8, height: last.bottom - first.y)
    }
}
