package import Experiments
internal import ProportionInference
package import Reports

extension Figure {
    /// Shows patterns over a common abscissa, a panel a pattern, with their proportions in words (the paper's Figure 1).
    ///
    /// Intensities stand on a square-root scale, so that weak lines are seen beside strong ones.
    /// Under the lowest panel each class has a row of marks where its lines are. In the panels, the lines of the classes
    /// that are present are drawn up to the pattern in the same colours, so that each peak is seen to be whose it is.
    ///
    /// - Parameters:
    ///   - picture: The patterns, any number.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    package static func patterns(_ picture: PatternPicture, identity: FigureIdentity) throws -> Figure {
        let layout = try PatternLayout(picture)
        return try Figure(contentSize: layout.size, identity: identity) { canvas in
            for (index, pattern) in picture.patterns.enumerated() {
                let frame = layout.frame(index)
                let header = layout.headers[index]
                canvas.write(pattern.title, at: Point(x: frame.x, y: header.baseline), .title)
                for (row, line) in header.lines.enumerated() {
                    let y = header.baseline + Double(row) * PatternLayout.lineHeight
                    canvas.write(line, at: Point(x: frame.right, y: y), .tick, .right)
                }
                picture.plot(index).draw(on: canvas, frame: frame)
            }
            canvas.write(
                "intensity, square-root scale", at: layout.verticalLabel, .label, .center, .middle, quarterTurns: 1)
        }
    }
}

extension PatternPicture {
    /// The plot of one pattern; the last one has the numbers and the marks of all.
    fileprivate func plot(_ index: Int) -> LinePlot {
        let pattern = patterns[index]
        let isLast = index == patterns.count - 1
        // The largest proportion last: where lines of two classes meet, the peak is most likely its own.
        let present = marks.indices.filter { pattern.proportions[$0] > 0 }
            .sorted { (pattern.proportions[$0], $0) < (pattern.proportions[$1], $1) }
        let stems = present.flatMap { number in
            let pen = Pen(.stem(ofClass: number), width: 1.3)
            return marks[number].positions.compactMap { position in
                value(of: pattern, at: position).map { PlotLine(x: [position, position], y: [0, $0], pen: pen) }
            }
        }
        return LinePlot(
            horizontal: Axis(label: isLast ? axisLabel : "", range: positions[0]...positions[positions.count - 1]),
            vertical: Axis(label: "", scale: .squareRoot, range: 0...1.06),
            lines: stems + [PlotLine(x: positions, y: pattern.values, pen: Pen(.ink, width: 0.6))],
            tickRows: isLast
                ? marks.enumerated().map { number, marks in
                    PlotTickRow(title: marks.name, positions: marks.positions, color: .ofClass(number))
                } : [],
            showsHorizontalNumbers: isLast)
    }

    /// The value of a pattern at a place between two of its positions, or nothing outside of them.
    private func value(of pattern: Pattern, at place: Double) -> Double? {
        guard let next = positions.firstIndex(where: { $0 >= place }), positions[0] <= place else { return nil }
        guard next > 0 else { return pattern.values[0] }
        let share = (place - positions[next - 1]) / (positions[next] - positions[next - 1])
        return pattern.values[next - 1] + share * (pattern.values[next] - pattern.values[next - 1])
    }
}

extension Color {
    /// The colour of a class; they begin again where there are more classes than colours.
    fileprivate static func ofClass(_ number: Int) -> Color { lines[number % lines.count] }

    /// The colour of a class's lines under a pattern, a little lighter than its marks.
    package static func stem(ofClass number: Int) -> Color {
        // A colour of 8 bits a part, which the drawing library does not round in its own way.
        Color(white.mixed(with: ofClass(number), fraction: 0.8).packed)
    }
}

/// Where the panels and what is written over them stand.
private struct PatternLayout: Sendable {
    /// What is written over a panel beside its title.
    struct Header: Sendable {
        /// Where the first line stands.
        let baseline: Double
        /// The proportions in words, broken into lines.
        let lines: [String]
    }

    let size: Size
    let headers: [Header]
    let verticalLabel: Point
    private let frames: [Rectangle]
    static let lineHeight = 9.0

    /// Makes panels as high as fit a page, within limits.
    init(_ picture: PatternPicture) throws {
        let (textWidth, pageHeight) = (504.0, 640.0)
        let count = picture.patterns.count
        let names = try Canvas.measure { canvas in
            picture.marks.reduce(0) { max($0, canvas.width(of: $1.name, PlotTickRow.titleStyle)) }
        }
        let left = max(34, (names + 10).rounded(.up))
        let width = textWidth - left - 6
        let texts = try Canvas.measure { canvas in
            picture.patterns.map { pattern in
                let words = ProportionText.words(pattern.proportions, of: picture.marks.map(\.name))
                let room = width - canvas.width(of: pattern.title, .title) - 12
                return canvas.lines(of: words, width: room, .tick)
            }
        }
        let marksHeight = LinePlot.tickHeight(rows: picture.marks.count)
        let headerHeights = texts.map { 16 + Self.lineHeight * Double(max($0.count, 1) - 1) }
        let free = pageHeight - headerHeights.reduce(0, +) - marksHeight
        let panelHeight = min(max(free / Double(max(count, 1)) - 5, 28), 74)

        var (headers, frames): ([Header], [Rectangle]) = ([], [])
        var y = 2.0
        for (index, lines) in texts.enumerated() {
            headers.append(Header(baseline: y + 10, lines: lines))
            y += headerHeights[index]
            let height = panelHeight + (index == count - 1 ? marksHeight : 0)
            frames.append(Rectangle(x: left, y: y, width: width, height: height))
            y += height + 5
        }
        self.headers = headers
        self.frames = frames
        let bottom = (frames.last?.bottom ?? 0) - marksHeight
        verticalLabel = Point(x: 8, y: ((frames.first?.y ?? 0) + bottom) / 2)
        size = Size(width: textWidth, height: y + 24)
    }

    func frame(_ index: Int) -> Rectangle { frames[index] }
}
