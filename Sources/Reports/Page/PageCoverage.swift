internal import Experiments
internal import Foundation
internal import ScientificFormats

/// How often stated uncertainties hold what is true, as the page shows it: the figure and the table of `proportions coverage`.
struct PageCoverage {
    /// A way to state uncertainty, in percent.
    struct Row {
        let method: String
        let part: String
        let way: String
        let joint: String
        let byClass: String
        let worst: String
        let width: String
    }

    let id: String
    let title: String
    /// Why there is nothing to show, where that is so.
    let reason: String?
    let figure: PageFigure?
    let level: String
    let rows: [Row]

    /// Reads what `proportions coverage` left beside the page; nothing where it left nothing.
    ///
    /// - Throws: A `FormatError` where the table is damaged.
    init?(of results: ExperimentResults, largestFigure: Int, file: (String) -> [UInt8]?) throws {
        let name = CoverageFile.name(of: results.spec.name)
        guard let bytes = file(name) else { return nil }
        let found = try CoverageFile(bytes, path: name)
        id = "coverage-\(results.spec.name)"
        title = results.spec.title
        level = NumberText.fixed(100 * found.level, decimals: 0)
        guard found.isOf(results.records) else {
            (reason, figure, rows) = (
                "Its coverage was counted with other runs than these; ./reproduce counts it again.", nil, []
            )
            return
        }
        reason = nil
        figure = PageFigure(coverageOf: results, largestSize: largestFigure, file: file)
        let titles = Dictionary(results.spec.report.columns.map { ($0.part, $0.title) }) { first, _ in first }
        func percent(_ share: Double?) -> String {
            share.map { NumberText.fixed(100 * $0, decimals: 1) } ?? TableCell.absent
        }
        rows = found.ways.map { way in
            Row(
                method: way.method, part: titles[way.part] ?? way.part, way: way.uncertainty, joint: percent(way.joint),
                byClass: percent(way.byClass), worst: percent(way.worst), width: percent(way.width))
        }
    }
}
