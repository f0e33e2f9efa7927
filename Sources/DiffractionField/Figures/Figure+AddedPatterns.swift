internal import Experiments
internal import ProportionInference
package import Reports
internal import ScientificFormats

/// The scores of one loss with so many measured patterns in training.
package struct AddedPatternsCurve: Sendable {
    /// The loss's name in tables.
    let title: String
    /// The MMAE of each run with each number of patterns, in percent: runs x numbers.
    let runs: [[Double]]

    /// Names a loss and its scores.
    package init(title: String, runs: [[Double]]) {
        self.title = title
        self.runs = runs
    }

    /// The mean over the runs for each number of patterns.
    var means: [Double] {
        (runs.first ?? []).indices.map { place in
            runs.reduce(0) { $0 + $1[place] } / Double(runs.count)
        }
    }
}

extension FigureKind {
    /// The MMAE over the number of measured patterns that networks learned from.
    static let addedPatterns = FigureKind(
        FigureDeclaration(
            key: "added-patterns", title: "Measured patterns in training",
            summary: "The MMAE over the number of measured patterns in training, of a split with 'added'.",
            needs: .patterns)
    ) { request in
        let results = request.results
        guard let recipe = results.spec.dataset as? DiffractionRecipe, let addition = recipe.addition else {
            throw FormatError(
                file: results.spec.place.file,
                reason: "the figure 'added-patterns' needs 'added' in the section 'split'")
        }
        let losses = results.methods.filter { method in results.spec.losses.contains { $0.card.name == method } }
        let curves = losses.map { method in
            let own = results.records(of: method)
            return AddedPatternsCurve(
                title: own.first?.methodTitle ?? method,
                runs: own.map { record in
                    recipe.addedParts.map { part in
                        100 * (record.tests.first { $0.part == part.name }?.scores.mmae ?? .nan)
                    }
                })
        }
        return try .addedPatterns(
            curves, counts: addition.counts,
            identity: results.identity(
                title: "\(results.spec.title): MMAE", of: losses.flatMap(results.records(of:))))
    }
}

extension Figure {
    /// Shows the MMAE over the number of measured patterns in training: a thin line a run, and discs on their mean.
    ///
    /// - Parameters:
    ///   - curves: The losses.
    ///   - counts: The numbers of patterns, ascending; each run has a value for each.
    ///   - identity: What the figure shows.
    /// - Returns: The figure, not yet drawn.
    /// - Throws: ``ReportError/drawing(_:)`` when texts cannot be measured.
    package static func addedPatterns(
        _ curves: [AddedPatternsCurve], counts: [Int], identity: FigureIdentity
    ) throws -> Figure {
        let (left, top, width, height) = (46.0, 12.0, 300.0, 190.0)
        let places = counts.map(Double.init)
        func color(_ index: Int) -> Color { Color.lines[index % Color.lines.count] }
        let plot = LinePlot(
            horizontal: Axis(
                label: "measured patterns in training", range: -0.3...(places.last ?? 1) + 0.3, isCount: true),
            vertical: Axis(
                label: "MMAE, measured patterns (%)",
                covering: [0] + curves.flatMap { $0.runs.joined() }.filter(\.isFinite)),
            lines: curves.enumerated().flatMap { index, curve in
                curve.runs.map { PlotLine(x: places, y: $0, pen: Pen(color(index), width: 0.6, opacity: 0.5)) }
                    + [PlotLine(x: places, y: curve.means, pen: Pen(color(index), width: 1.3))]
            },
            markers: curves.enumerated().flatMap { index, curve in
                zip(places, curve.means).filter { $1.isFinite }.map {
                    PlotMarker(x: $0, y: $1, shape: .disc, color: color(index))
                }
            })
        let legend = Legend(
            curves.enumerated().map { LegendEntry(.line(Pen(color($0), width: 1.3)), "\($1.title), mean") }
                + [LegendEntry(.line(Pen(curves.count == 1 ? color(0) : .faint, width: 0.6, opacity: 0.5)), "one run")])
        let bottom = top + height + 34
        let legendHeight = try Canvas.measure { legend.height(on: $0, width: width - left) }
        return try Figure(
            contentSize: Size(width: width, height: bottom + legendHeight + 4), identity: identity
        ) { canvas in
            plot.draw(on: canvas, frame: Rectangle(x: left, y: top, width: width - left - 6, height: height))
            legend.draw(on: canvas, top: Point(x: left, y: bottom), width: width - left)
        }
    }
}
