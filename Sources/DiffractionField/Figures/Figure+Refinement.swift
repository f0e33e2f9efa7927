internal import Foundation
package import Reports

extension Figure {
    /// Shows a refined pattern: observed, calculated, background, the lines of each phase, and the difference.
    ///
    /// Intensities are drawn by their square roots as a rule, on which the uncertainty of a count is the same everywhere, so
    /// that weak lines are seen beside strong ones. The difference is that of what is drawn, on the same scale. What was
    /// left out is a gap on a grey ground.
    ///
    /// - Parameters:
    ///   - picture: What is shown.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    package static func refinement(_ picture: RefinementPicture, identity: FigureIdentity) throws -> Figure {
        let layout = try RefinementLayout(picture)
        return try Figure(contentSize: layout.size, identity: identity) { canvas in
            canvas.write(layout.title, at: layout.titlePlace, .title)
            let style = TextStyle(size: TextStyle.title.size, color: .vermilion, isBold: true)
            canvas.write(picture.warning, at: layout.warningPlace, style)
            canvas.write(picture.agreement, at: layout.agreementPlace, .tick, .right)
            picture.legend.draw(on: canvas, top: layout.legendPlace, width: layout.main.width)
            for frame in [layout.main, layout.difference] { picture.shadeExcluded(on: canvas, frame: frame) }
            picture.mainPlot(layout.intensities, names: layout.names).draw(on: canvas, frame: layout.main)
            picture.differencePlot(layout.differences).draw(on: canvas, frame: layout.difference)
        }
    }
}

extension RefinementPicture {
    fileprivate static let observedPen = Pen(.ink, width: 1)
    fileprivate static let calculatedPen = Pen(.vermilion, width: 0.7)
    fileprivate static let backgroundPen = Pen(.faint, width: 0.7, dashes: [3, 2])
    fileprivate static let differencePen = Pen(.ink, width: 0.5)

    fileprivate var legend: Legend {
        Legend(
            [
                LegendEntry(.dots(Self.observedPen), "observed"), LegendEntry(.line(Self.calculatedPen), "calculated"),
                LegendEntry(.line(Self.backgroundPen), "background"),
                LegendEntry(.line(Self.differencePen), "\(scale.difference), on the same scale"),
            ] + (excluded.isEmpty ? [] : [LegendEntry(.patch(.grid), "left out")]))
    }

    /// Greys the ranges that were left out, as far as they lie within the picture.
    fileprivate func shadeExcluded(on canvas: borrowing Canvas, frame: Rectangle) {
        let axis = Axis(label: "", range: angles)
        for range in excluded where range.overlaps(angles) {
            let shown = range.clamped(to: angles)
            let (first, last) = (axis.fraction(of: shown.lowerBound), axis.fraction(of: shown.upperBound))
            canvas.fill(
                Rectangle(
                    x: frame.x + first * frame.width, y: frame.y, width: (last - first) * frame.width,
                    height: frame.height), .grid)
        }
    }

    /// A line over the angles, with gaps where points were left out.
    private func line(_ values: [Double], _ pen: Pen, _ form: PlotLine.Form = .line) -> PlotLine {
        var (x, y) = (twoTheta, values)
        for range in excluded {
            guard let place = x.firstIndex(where: { $0 > range.lowerBound }) else { continue }
            x.insert(range.lowerBound, at: place)
            y.insert(.nan, at: place)
        }
        return PlotLine(x: x, y: y, pen: pen, form: form)
    }

    fileprivate var angles: ClosedRange<Double> { twoTheta[0]...twoTheta[twoTheta.count - 1] }

    fileprivate func mainPlot(_ vertical: Axis, names: [String]) -> LinePlot {
        LinePlot(
            horizontal: Axis(label: "", range: angles), vertical: vertical,
            lines: [
                line(background, Self.backgroundPen), line(observed, Self.observedPen, .dots),
                line(calculated, Self.calculatedPen),
            ],
            tickRows: phases.enumerated().map { number, phase in
                PlotTickRow(
                    title: names[number], positions: phase.positions, color: .ofPhase(number), note: phase.note)
            }, showsHorizontalNumbers: false)
    }

    fileprivate func differencePlot(_ vertical: Axis) -> LinePlot {
        LinePlot(
            horizontal: Axis(label: "2θ (degrees)", range: angles), vertical: vertical,
            lines: [line(differences, Self.differencePen)])
    }

    /// Observed less calculated, as the scale shows them: √y - √y_c, for one.
    fileprivate var differences: [Double] { zip(observed, calculated).map { scale.shown($0) - scale.shown($1) } }
}

extension Axis.Scale {
    /// What equal lengths stand for equal amounts of; not a number where a logarithm has none.
    fileprivate func shown(_ value: Double) -> Double {
        switch self {
        case .linear: value
        case .logarithmic: value > 0 ? log10(value) : .nan
        case .squareRoot: Axis.signedRoot(value)
        }
    }

    fileprivate var intensityLabel: String {
        switch self {
        case .linear: "intensity"
        case .logarithmic: "intensity (logarithmic scale)"
        case .squareRoot: "intensity (square-root scale)"
        }
    }

    fileprivate var difference: String {
        switch self {
        case .linear: "difference"
        case .logarithmic: "difference of the logarithms"
        case .squareRoot: "difference of the square roots"
        }
    }
}

extension Color {
    /// The colour of a phase; the calculated pattern has the one that is left out.
    package static func ofPhase(_ number: Int) -> Color {
        let colors = lines.filter { $0 != .vermilion }
        return colors[number % colors.count]
    }
}

/// Where the parts of the figure stand, and what its axes cover.
private struct RefinementLayout: Sendable {
    let size: Size
    let title: String
    let names: [String]
    let titlePlace: Point
    let warningPlace: Point
    let agreementPlace: Point
    let legendPlace: Point
    let main: Rectangle
    let difference: Rectangle
    let intensities: Axis
    let differences: Axis

    private static let textWidth = 504.0
    /// What is left free on the left of a long title.
    private static let leastMargin = 6.0
    private static let plotHeight = 190.0
    /// The difference is shown in at least and at most so many points; what goes beyond is cut off.
    private static let differenceHeights = (least: 34.0, most: 80.0)

    init(_ picture: RefinementPicture) throws {
        let values = picture.observed + picture.calculated + picture.background
        let intensities = Axis(
            label: picture.scale.intensityLabel, scale: picture.scale, covering: values + [0], margin: 0.03)
        self.intensities = intensities

        // Points for one unit of what is shown.
        let (highest, lowest) = (intensities.range.upperBound, intensities.range.lowerBound)
        let extent = picture.scale.shown(highest) - picture.scale.shown(lowest)
        let scale = Self.plotHeight / extent
        let shown = picture.differences.filter { abs($0) < 1e50 }
        let (low, high) = (min(shown.min() ?? 0, 0), max(shown.max() ?? 0, 0))
        let wanted = 1.1 * (high - low) * scale
        let share = min(1, Self.differenceHeights.most / max(wanted, 1))
        let height = max(share * wanted, Self.differenceHeights.least)
        let (middle, half) = (share * (low + high) / 2, height / 2 / scale)
        differences = Axis(label: "", range: middle - half...middle + half)

        let measured = try Canvas.measure { canvas in
            let names = picture.phases.map { canvas.shortened($0.name, width: 110, PlotTickRow.titleStyle) }
            let ticks = intensities.ticks(count: Int(Self.plotHeight / 18)).map(\.label)
            return (
                names: names, nameWidth: names.reduce(0) { max($0, canvas.width(of: $1, PlotTickRow.titleStyle)) },
                noteWidth: picture.phases.reduce(0) { max($0, canvas.width(of: $1.note, PlotTickRow.titleStyle)) },
                numberWidth: ticks.reduce(0) { max($0, canvas.width(of: $1, .tick)) }
            )
        }
        names = measured.names
        let left = max(24 + measured.numberWidth, measured.nameWidth + 10).rounded(.up)
        let right = (Self.textWidth - max(measured.noteWidth + 9, 6)).rounded(.down)
        let head = try Canvas.measure { canvas in
            // What stands on the right keeps its place; a long title begins further left and is cut, if need be.
            let warningWidth = picture.warning.isEmpty ? 0 : canvas.width(of: picture.warning, .title) + 10
            let end = right - canvas.width(of: picture.agreement, .tick) - 10 - warningWidth
            let title = canvas.shortened(picture.title, width: min(end - Self.leastMargin, 300), .title)
            let width = canvas.width(of: title, .title)
            return (
                title: title, start: min(left, end - width), width: width,
                legendHeight: picture.legend.height(on: canvas, width: right - left)
            )
        }
        title = head.title
        titlePlace = Point(x: head.start, y: 12)
        warningPlace = Point(x: head.start + head.width + 10, y: 12)
        agreementPlace = Point(x: right, y: 12)
        legendPlace = Point(x: left, y: 16)
        let top = 16 + head.legendHeight + 4
        main = Rectangle(
            x: left, y: top, width: right - left,
            height: Self.plotHeight + LinePlot.tickHeight(rows: picture.phases.count))
        difference = Rectangle(x: left, y: main.bottom + 7, width: right - left, height: height)
        size = Size(width: Self.textWidth, height: difference.bottom + 27)
    }
}
