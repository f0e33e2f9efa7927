package import Reports

extension Figure {
    /// Shows the weight fractions of many patterns: a line and a disc for each phase, with bars of one standard uncertainty.
    ///
    /// Points are joined in the order of the horizontal axis. Of more than 200 patterns only the lines are drawn.
    ///
    /// - Parameters:
    ///   - points: The patterns, one or more.
    ///   - phases: The phases, one for each fraction of a point.
    ///   - axis: What the horizontal axis shows, with its unit.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    package static func series(_ points: [SeriesPoint], phases: [String], axis: String) throws -> Figure {
        let sorted = points.sorted { $0.place < $1.place }
        let (width, left, height) = (504.0, 46.0, 220.0)
        let names = try Canvas.measure { canvas in phases.map { canvas.shortened($0, width: 200, .tick) } }
        let legend = Legend(names.enumerated().map { LegendEntry(.line(seriesPen(of: $0)), $1) })
        let plot = seriesPlot(sorted, phases: phases.count, axis: axis)
        let top = try 8 + Canvas.measure { legend.height(on: $0, width: width - left - 6) } + 6
        let identity = FigureIdentity(
            title: "Weight fractions of \(points.count) patterns", footer: ["Rietveld refinement, weight fractions"])
        return try Figure(contentSize: Size(width: width, height: top + height + 32), identity: identity) { canvas in
            legend.draw(on: canvas, top: Point(x: left, y: 8), width: width - left - 6)
            plot.draw(on: canvas, frame: Rectangle(x: left, y: top, width: width - left - 6, height: height))
        }
    }

    private static func seriesPen(of phase: Int) -> Pen {
        // Colours repeat after five phases; then dashes tell them apart.
        Pen(.ofPhase(phase), width: 1, dashes: phase < 5 ? [] : [4, 2])
    }

    private static func seriesPlot(_ points: [SeriesPoint], phases: Int, axis: String) -> LinePlot {
        let places = points.map(\.place)
        let isCrowded = points.count > 200
        let percents = (0..<phases).map { phase in points.map { 100 * $0.fractions[phase] } }
        func ends(_ phase: Int) -> [[Double]] {
            zip(percents[phase], points).map { middle, point in
                [middle - 100 * point.uncertainties[phase], middle + 100 * point.uncertainties[phase]]
            }
        }
        let covered = [0.0] + (0..<phases).flatMap { ends($0).joined() }
        let bars = (0..<(isCrowded ? 0 : phases)).flatMap { phase in
            zip(places, ends(phase)).map { place, ends in
                PlotLine(x: [place, place], y: ends, pen: Pen(.ofPhase(phase), width: 0.6))
            }
        }
        let covering = Axis(label: axis, covering: places, margin: 0.03)
        let horizontal = Axis(
            label: axis, range: covering.range, isCount: places.allSatisfy { $0 == $0.rounded() })
        return LinePlot(
            horizontal: horizontal,
            vertical: Axis(label: "weight fraction (%)", covering: covered.filter(\.isFinite), margin: 0.04),
            lines: (0..<phases).map { PlotLine(x: places, y: percents[$0], pen: seriesPen(of: $0)) }
                + bars,
            markers: isCrowded
                ? []
                : (0..<phases).flatMap { phase in
                    points.indices.filter { percents[phase][$0].isFinite }.map { index in
                        PlotMarker(
                            x: places[index], y: percents[phase][index], shape: .disc, color: .ofPhase(phase))
                    }
                })
    }
}
