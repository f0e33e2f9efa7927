internal import Foundation
package import Reports

extension Figure {
    /// Shows a refined pattern: observed, calculated, background, the lines of each phase, and the difference.
    ///
    /// Intensities are drawn by their square roots, on which the uncertainty of a count is the same everywhere, so that weak
    /// lines are seen beside strong ones. The difference is that of the square roots, on the same scale.
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
        Legend([
            LegendEntry(.dots(Self.observedPen), "observed"), LegendEntry(.line(Self.calculatedPen), "calculated"),
            LegendEntry(.line(Self.backgroundPen), "background"),
            LegendEntry(.line(Self.differencePen), "difference of the square roots, on the same scale"),
        ])
    }

    fileprivate var angles: ClosedRange<Double> { twoTheta[0]...twoTheta[twoTheta.count - 1] }

    fileprivate func mainPlot(_ vertical: Axis, names: [String]) -> LinePlot {
        LinePlot(
            horizontal: Axis(label: "", range: angles), vertical: vertical,
            lines: [
                PlotLine(x: twoTheta, y: background, pen: Self.backgroundPen),
                PlotLine(x: twoTheta, y: observed, pen: Self.observedPen, form: .dots),
                PlotLine(x: twoTheta, y: calculated, pen: Self.calculatedPen),
            ],
            tickRows: phases.enumerated().map { number, phase in
                PlotTickRow(
                    title: names[number], positions: phase.positions, color: .ofPhase(number), note: phase.note)
            }, showsHorizontalNumbers: false)
    }

    fileprivate func differencePlot(_ vertical: Axis) -> LinePlot {
        LinePlot(
            horizontal: Axis(label: "2θ (degrees)", range: angles), vertical: vertical,
            lines: [PlotLine(x: twoTheta, y: rootDifferences, pen: Self.differencePen)])
    }

    /// √observed - √calculated.
    fileprivate var rootDifferences: [Double] {
        zip(observed, calculated).map { Axis.signedRoot($0) - Axis.signedRoot($1) }
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
    private static let plotHeight = 190.0
    /// The difference is shown in at least and at most so many points; what goes beyond is cut off.
    private static let differenceHeights = (least: 34.0, most: 80.0)

    init(_ picture: RefinementPicture) throws {
        let values = picture.observed + picture.calculated + picture.background
        let intensities = Axis(
            label: "intensity (square-root scale)", scale: .squareRoot, covering: values + [0], margin: 0.03)
        self.intensities = intensities

        // Points for one unit of the square root.
        let extent = Axis.signedRoot(intensities.range.upperBound) - Axis.signedRoot(intensities.range.lowerBound)
        let scale = Self.plotHeight / extent
        let shown = picture.rootDifferences.filter { abs($0) < 1e50 }
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
                numberWidth: ticks.reduce(0) { max($0, canvas.width(of: $1, .tick)) },
                title: canvas.shortened(picture.title, width: 200, .title),
                warning: canvas.width(of: picture.warning, .title)
            )
        }
        names = measured.names
        title = measured.title
        let left = max(24 + measured.numberWidth, measured.nameWidth + 10).rounded(.up)
        let right = (Self.textWidth - max(measured.noteWidth + 9, 6)).rounded(.down)
        let titleWidth = try Canvas.measure { $0.width(of: measured.title, .title) }
        titlePlace = Point(x: left, y: 12)
        warningPlace = Point(x: left + titleWidth + 10, y: 12)
        agreementPlace = Point(x: right, y: 12)
        legendPlace = Point(x: left, y: 16)
        let top = 16 + Legend.lineHeight + 4
        main = Rectangle(
            x: left, y: top, width: right - left,
            height: Self.plotHeight + LinePlot.tickHeight(rows: picture.phases.count))
        difference = Rectangle(x: left, y: main.bottom + 7, width: right - left, height: height)
        size = Size(width: Self.textWidth, height: difference.bottom + 27)
    }
}
