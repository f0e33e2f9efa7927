internal import Experiments

extension FigureKind {
    /// The validation MMAE of every run, epoch by epoch.
    public static let trainingCurves = FigureKind(
        FigureDeclaration(
            key: "training-curves", title: "Training curves",
            summary: "The validation MMAE of every run, epoch by epoch.", needs: nil)
    ) { request in
        let results = request.results
        let trained = results.methods.filter { method in results.spec.losses.contains { $0.card.name == method } }
        let panels = try trained.map { method in
            let own = results.records(of: method)
            let selected = Selection.best(of: own)
            return TrainingPanel(
                method: own[0].methodTitle,
                curves: try own.map { record in
                    let history = try record.history.map {
                        try HistoryFile.read(path: results.folder(of: record) + "/" + $0.file)
                    }
                    return TrainingCurve(
                        run: record.run, validationMMAE: history?.map { 100 * $0.validation.mmae } ?? [],
                        ending: record.curveEnding,
                        selectedEpoch: record.run == selected?.run ? record.selectedEpoch : nil)
                })
        }
        return try .training(
            panels,
            identity: results.identity(
                title: "\(results.spec.title): validation MMAE", of: trained.flatMap(results.records(of:))))
    }
}

extension RunRecord {
    fileprivate var curveEnding: TrainingCurve.Ending {
        switch outcome {
        case .completed: deadClasses.isEmpty ? .trained : .dead
        case .diverged: .diverged
        case .failed: .failed
        }
    }
}

extension Figure {
    /// Shows the validation MMAE over the epochs, a panel a method, all panels on the same axes.
    ///
    /// The selected run stands out and its selected epoch is marked; dead runs are dashed, and a diverged or failed run
    /// ends in a cross.
    ///
    /// - Parameters:
    ///   - panels: The methods, three a row.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    public static func training(_ panels: [TrainingPanel], identity: FigureIdentity) throws -> Figure {
        let frameSize = Size(width: 136, height: 92)
        let (left, top, columnGap, rowGap) = (40.0, 20.0, 18.0, 46.0)
        let columns = min(max(1, panels.count), 3)
        let rows = (panels.count + columns - 1) / columns
        let hasFreeCell = panels.count < rows * columns
        @Sendable func frame(_ index: Int) -> Rectangle {
            Rectangle(
                x: left + Double(index % columns) * (frameSize.width + columnGap),
                y: top + Double(index / columns) * (frameSize.height + rowGap),
                width: frameSize.width, height: frameSize.height)
        }
        let width = left + Double(columns) * (frameSize.width + columnGap)
        let bottom = top + Double(rows) * (frameSize.height + rowGap)
        let plots = panels.plots(columns: columns)
        let legend = Legend(panels.legend)
        let height = bottom - 14 + (hasFreeCell ? 0 : 2 * Legend.lineHeight + 6)
        return try Figure(contentSize: Size(width: width, height: height), identity: identity) { canvas in
            for (index, plot) in plots.enumerated() {
                plot.draw(on: canvas, frame: frame(index))
            }
            let free = frame(panels.count)
            if hasFreeCell {
                legend.draw(on: canvas, top: Point(x: free.x + 16, y: free.y + 8), width: 60)
            } else {
                legend.draw(on: canvas, top: Point(x: left, y: bottom - 14), width: width - left)
            }
        }
    }
}

extension [TrainingPanel] {
    /// The plots of all panels, with common axes.
    fileprivate func plots(columns: Int) -> [LinePlot] {
        let curves = flatMap(\.curves)
        let epochs = curves.map(\.validationMMAE.count).max() ?? 0
        let horizontal = Axis(label: "epoch", range: 0...Double(Swift.max(epochs, 1)), isCount: true)
        let vertical = Axis(
            label: "", scale: .logarithmic,
            covering: curves.flatMap(\.validationMMAE).filter { $0 <= TrainingCurve.largestShown })
        return enumerated().map { index, panel in
            LinePlot(
                title: panel.method,
                horizontal: Axis(
                    label: index + columns < count ? "" : "epoch", range: horizontal.range, isCount: true),
                vertical: Axis(
                    label: index % columns == 0 ? "validation MMAE (%)" : "", scale: .logarithmic,
                    range: vertical.range),
                lines: panel.curves.sorted { !$0.isSelected && $1.isSelected }.map(\.line),
                markers: panel.curves.flatMap(\.markers), note: panel.note,
                showsVerticalNumbers: index % columns == 0)
        }
    }

    /// What occurs in the panels, with its meaning.
    fileprivate var legend: [LegendEntry] {
        let curves = flatMap(\.curves)
        func entry(_ sign: LegendEntry.Sign, _ text: String, if condition: (TrainingCurve) -> Bool) -> [LegendEntry] {
            curves.contains(where: condition) ? [LegendEntry(sign, text)] : []
        }
        return entry(.line(.selected), "selected run", if: \.isSelected)
            + entry(.marker(.disc, .vermilion), "selected epoch", if: \.isSelected)
            + entry(.line(.other), "other runs") { !$0.isSelected && $0.ending == .trained }
            + entry(.line(.dead), "dead run (an output is constant)") { $0.ending == .dead }
            + entry(.marker(.cross, .ink), "diverged or failed") { $0.ending == .diverged || $0.ending == .failed }
    }
}

extension TrainingPanel {
    /// How many runs did not train, in words; empty when all did.
    fileprivate var note: String {
        let words = [(TrainingCurve.Ending.dead, "dead"), (.diverged, "diverged"), (.failed, "failed")]
        return words.compactMap { ending, word in
            let count = curves.count { $0.ending == ending }
            return count == 0 ? nil : "\(count) \(word)"
        }.joined(separator: ", ")
    }
}

extension Pen {
    fileprivate static let selected = Pen(.blue, width: 1.3)
    fileprivate static let other = Pen(.blue, width: 0.7, opacity: 0.4)
    fileprivate static let dead = Pen(.faint, width: 0.8, dashes: [3, 2])
}

extension TrainingCurve {
    /// The largest MMAE, in percent, that the axes cover: a diverging run leaves them rather than stretches them.
    fileprivate static let largestShown = 200.0

    fileprivate var isSelected: Bool { selectedEpoch != nil }

    fileprivate var line: PlotLine {
        PlotLine(
            x: validationMMAE.indices.map { Double($0 + 1) }, y: validationMMAE,
            pen: ending == .dead ? .dead : isSelected ? .selected : .other)
    }

    fileprivate var markers: [PlotMarker] {
        var markers: [PlotMarker] = []
        if ending == .diverged || ending == .failed,
            let last = validationMMAE.lastIndex(where: { $0.isFinite && $0 > 0 })
        {
            let shown = min(validationMMAE[last], Self.largestShown)
            markers.append(PlotMarker(x: Double(last + 1), y: shown, shape: .cross, color: .ink))
        }
        if let epoch = selectedEpoch, validationMMAE.indices.contains(epoch - 1) {
            markers.append(
                PlotMarker(x: Double(epoch), y: validationMMAE[epoch - 1], shape: .disc, color: .vermilion))
        }
        return markers
    }
}
