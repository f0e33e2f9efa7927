internal import ProportionInference
internal import Reports

extension Figure {
    /// Shows predicted fractions: a bar for each pattern, and behind it a mark where the prediction is not to be believed.
    ///
    /// - Parameters:
    ///   - patterns: The patterns, one or more.
    ///   - phases: The phases, one for each fraction.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    static func predictions(_ patterns: [PredictedPattern], phases: [String]) throws -> Figure {
        let (width, left, right, row, bar) = (504.0, 130.0, 84.0, 13.0, 9.0)
        let shown = try Canvas.measure { canvas in
            (
                phases: phases.map { canvas.shortened($0, width: 130, .tick) },
                names: patterns.map { canvas.shortened($0.shortName, width: left - 10, .tick) }
            )
        }
        let legend = Legend(shown.phases.enumerated().map { LegendEntry(.patch(.ofPhase($0)), $1) })
        let top = try 8 + Canvas.measure { legend.height(on: $0, width: width - left - 6) } + 8
        let height = top + row * Double(patterns.count) + 22
        let identity = FigureIdentity(
            title: "Predicted weight fractions", footer: ["Predicted weight fractions, in percent"])
        return try Figure(contentSize: Size(width: width, height: height), identity: identity) { canvas in
            legend.draw(on: canvas, top: Point(x: left, y: 8), width: width - left - 6)
            let span = width - left - right
            for (index, pattern) in patterns.enumerated() {
                let y = top + row * Double(index)
                canvas.write(
                    shown.names[index], at: Point(x: left - 6, y: y + bar / 2), .tick, .right, .middle)
                var x = left
                for (phase, fraction) in pattern.fractions.enumerated() {
                    canvas.fill(Rectangle(x: x, y: y, width: span * fraction, height: bar), .ofPhase(phase))
                    x += span * fraction
                }
                let words = pattern.verdict.map { $0.grade == .inRange ? "" : $0.grade.words } ?? ""
                canvas.write(words, at: Point(x: left + span + 8, y: y + bar / 2), .tick, .left, .middle)
            }
            let bottom = top + row * Double(patterns.count)
            for percent in stride(from: 0, through: 100, by: 20) {
                let x = left + span * Double(percent) / 100
                canvas.stroke([Point(x: x, y: bottom), Point(x: x, y: bottom + 3)], Pen(.ink, width: 0.5))
                canvas.write("\(percent)", at: Point(x: x, y: bottom + 10), .tick, .center, .middle)
            }
            canvas.stroke(
                [Point(x: left, y: bottom), Point(x: left + span, y: bottom)], Pen(.ink, width: 0.5))
        }
    }
}
