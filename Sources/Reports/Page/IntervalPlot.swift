/// A line of advantages with their intervals, as small drawings of one scale in SVG.
///
/// A drawing takes its colours from the page: it has classes and no colours of its own. Numbers stand beside it as text, so
/// that it is hidden from screen readers.
struct IntervalPlot {
    private static let (width, height) = (200.0, 18.0)
    private let domain: ClosedRange<Double>
    private let tolerance: Double?

    /// Makes the scale of a claim: zero, the tolerance and everything that is drawn lie on it.
    init(of evidence: [Evidence], tolerance: Double?) {
        let values = evidence.flatMap { evidence in
            [
                evidence.differences.mean, evidence.published, evidence.interval?.lowerBound,
                evidence.interval?.upperBound,
            ]
            .compactMap(\.self)
        }
        let all = values + [0] + (tolerance.map { [-$0, $0] } ?? [])
        let (low, high) = (all.min() ?? 0, all.max() ?? 0)
        let margin = max(high - low, 1e-6) * 0.05
        domain = low - margin...high + margin
        self.tolerance = tolerance
    }

    /// Draws the advantage of a contrast.
    func svg(_ evidence: Evidence) -> String {
        let middle = NumberText.fixed(Self.height / 2, decimals: 0)
        var shapes: [String] = []
        if let tolerance {
            let (left, right) = (position(-tolerance), position(tolerance))
            shapes.append(
                "<rect class=\"band\" x=\"\(text(left))\" y=\"1\" width=\"\(text(right - left))\" height=\"16\"/>")
        }
        shapes.append(line("zero", from: 0, to: 0, y: (0, Self.height)))
        if let interval = evidence.interval {
            shapes.append(
                line(
                    "interval", from: interval.lowerBound, to: interval.upperBound,
                    y: (Self.height / 2, Self.height / 2)))
        }
        if let published = evidence.published {
            shapes.append(line("paper", from: published, to: published, y: (4, Self.height - 4)))
        }
        shapes.append("<circle cx=\"\(text(position(evidence.differences.mean)))\" cy=\"\(middle)\" r=\"3.5\"/>")
        return "<svg class=\"plot\" viewBox=\"0 0 \(text(Self.width)) \(text(Self.height))\" aria-hidden=\"true\">"
            + shapes.joined() + "</svg>"
    }

    private func line(_ name: String, from first: Double, to last: Double, y: (Double, Double)) -> String {
        "<line class=\"\(name)\" x1=\"\(text(position(first)))\" y1=\"\(text(y.0))\" x2=\"\(text(position(last)))\" "
            + "y2=\"\(text(y.1))\"/>"
    }

    private func position(_ value: Double) -> Double {
        Self.width * (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    }

    private func text(_ number: Double) -> String { NumberText.fixed(number, decimals: 1) }
}
