public import Reports

extension Figure {
    /// Shows how images are split into training, validation and test pixels (the paper's Figure 2).
    ///
    /// - Parameters:
    ///   - panels: The images, side by side.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: `ReportError.drawing(_:)` when texts cannot be measured.
    public static func split(_ panels: [SplitPanel], identity: FigureIdentity) throws -> Figure {
        let panelWidth = 236.0
        let gap = 24.0
        let margin = 4.0
        let titleHeight = 18.0
        let heights = panels.map { panelWidth * Double($0.parts.rows) / Double($0.parts.columns) }
        let size = Size(
            width: 2 * margin + Double(max(panels.count, 1)) * (panelWidth + gap) - gap,
            height: titleHeight + (heights.max() ?? 0) + 8 + Legend.lineHeight + 4)
        return try Figure(contentSize: size, identity: identity) { canvas in
            for (index, (panel, height)) in zip(panels, heights).enumerated() {
                let frame = Rectangle(
                    x: margin + Double(index) * (panelWidth + gap), y: titleHeight, width: panelWidth, height: height)
                canvas.write(panel.title, at: Point(x: frame.center.x, y: titleHeight - 6), .title, .center)
                panel.draw(on: canvas, frame: frame)
                Legend(panel.legend).draw(
                    on: canvas, top: Point(x: frame.x - 3, y: frame.bottom + 6), width: frame.width + 6)
            }
        }
    }
}
