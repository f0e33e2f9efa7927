extension Figure {
    /// Shows how often sets of each level hold what is true, and below how the mean error falls where the least sure samples
    /// are set aside: a column of two plots for each method.
    ///
    /// - Parameters:
    ///   - panels: The methods, one or more.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    public static func coverage(_ panels: [CoveragePanel], identity: FigureIdentity) throws -> Figure {
        let (side, left, top, columnGap, rowGap, perRow) = (118.0, 42.0, 40.0, 22.0, 48.0, 4)
        // As many methods in each row of plots, but for one fewer in the last.
        let rows = (panels.count + perRow - 1) / perRow
        let columns = (panels.count + rows - 1) / rows
        let rowHeight = 2 * (side + rowGap) + 16
        let width = max(left + Double(columns) * (side + columnGap), 420)
        let bottom = top + Double(rows) * rowHeight
        let curves = panels.flatMap(\.curves)
        let lowest = curves.flatMap { $0.coverage + $0.levels }.min() ?? 0
        let level = Axis(label: "level (%)", range: 45...100)
        let largestRisk = curves.flatMap(\.risks).filter(\.isFinite).max() ?? 1
        var names: [String] = []
        let legend = Legend(
            curves.compactMap { curve in
                guard !names.contains(curve.name) else { return nil }
                names.append(curve.name)
                return LegendEntry(.line(curve.pen), curve.name)
            } + [LegendEntry(.line(.ideal), "as stated")])
        let legendWidth = width - left - 6
        let height = try bottom - 14 + Canvas.measure { legend.height(on: $0, width: legendWidth) } + 6
        return try Figure(contentSize: Size(width: width, height: height), identity: identity) { canvas in
            for (index, panel) in panels.enumerated() {
                let x = left + Double(index % columns) * (side + columnGap)
                let y = top + Double(index / columns) * rowHeight
                let isFirst = index % columns == 0
                func percent(_ values: [Double]) -> [Double] { values.map { 100 * $0 } }
                let title = canvas.lines(of: panel.title, width: side + columnGap - 4, .title)
                for (line, text) in title.reversed().enumerated() {
                    canvas.write(text, at: Point(x: x, y: y - 17 - 10 * Double(line)), .title)
                }
                canvas.write(panel.part, at: Point(x: x, y: y - 6), .label)
                LinePlot(
                    horizontal: level,
                    vertical: Axis(label: isFirst ? "held (%)" : "", range: min(45, 100 * lowest - 2)...102),
                    lines: [PlotLine(x: [45, 100], y: [45, 100], pen: .ideal)]
                        + panel.curves.map { PlotLine(x: percent($0.levels), y: percent($0.coverage), pen: $0.pen) },
                    showsVerticalNumbers: isFirst
                ).draw(on: canvas, frame: Rectangle(x: x, y: y, width: side, height: side))
                LinePlot(
                    horizontal: Axis(label: "surest samples (%)", range: 0...100),
                    vertical: Axis(
                        label: isFirst ? "their mean error (%)" : "", range: 0...max(100 * largestRisk, 0.01)),
                    lines: panel.curves.map { curve in
                        let shown = curve.shownRisks
                        return PlotLine(x: percent(shown.map(\.share)), y: percent(shown.map(\.risk)), pen: curve.pen)
                    }, showsVerticalNumbers: isFirst
                ).draw(on: canvas, frame: Rectangle(x: x, y: y + side + rowGap, width: side, height: side))
            }
            legend.draw(on: canvas, top: Point(x: left, y: bottom - 14), width: legendWidth)
        }
    }
}

extension Pen {
    /// The line of sets that hold what is true as often as they say.
    fileprivate static let ideal = Pen(.faint, width: 0.8, dashes: [3, 2])
}
