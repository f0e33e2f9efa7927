internal import Experiments
internal import Foundation
internal import ProportionInference
internal import Reports
internal import ScientificFormats

/// What is found out about the uncertainties of an experiment, as text, table and figure.
struct CoverageReport {
    let experiment: ExperimentSpec
    let classes: [String]
    /// The level of the sets.
    let level: Double
    let rows: [CoverageRow]
    /// Which runs have no part in it though there are records of them, and why.
    let leftOut: [String]

    /// A table of one level for people, in percent.
    func text() -> String {
        let parts = Set(rows.map(\.part)).count
        let header = [
            "method", "joint", "by class", "worst", "width", parts > 1 ? "part, uncertainty" : "uncertainty",
        ]
        let lines = rows.map { row in
            [
                row.method, PlainText.percent(row.coverage.joint), PlainText.percent(row.meanByClass),
                row.coverage.worst.map { PlainText.percent($0.coverage) } ?? "–",
                PlainText.percent(row.coverage.meanWidth), (parts > 1 ? row.part + ", " : "") + row.way.rawValue,
            ]
        }
        return
            (["\(experiment.title), sets of \(PlainText.number(100 * level)) %, in percent"]
            + PlainText.table([header] + lines, indent: "  ")).joined(separator: "\n")
    }

    /// Writes the table of all that was counted, and the figure.
    ///
    /// - Throws: A usage error where a file would take the place of one that is no such result, and what the file system
    ///   answers.
    func write(into path: String) throws {
        let name = "\(experiment.name)-coverage"
        let files = [CoverageFile.name(of: experiment.name)] + Figure.files(name: name)
        let folder = try ResultFolder(
            path: path, results: files, mark: ResultFolder.Mark(files[0], beginning: "method,part,"), others: .allowed,
            inputs: [])
        try folder.make()
        let figure = try figure()
        try folder.write(files) { temporary in
            try FileBytes.write(Array(csv().utf8), path: "\(temporary)/\(files[0])")
            try figure.write(name: name, into: URL(fileURLWithPath: temporary))
        }
    }

    /// A row for each method, part, way and stratum, and for each level; shares of one.
    private func csv() -> String {
        var lines = [CSV.line(CoverageFile.columns)]
        for row in rows {
            func add(_ level: Double, _ stratum: String, _ samples: Int, _ coverage: Double, _ width: Double?) {
                lines.append(
                    CSV.line([
                        row.method, row.part, row.way.rawValue, "\(level)", stratum, "\(samples)", "\(coverage)",
                        width.map { "\($0)" } ?? "", row.predictions,
                    ]))
            }
            let coverage = row.coverage
            for point in row.reliability {
                add(point.level, CoverageFile.allClasses, coverage.samples, point.joint, nil)
                add(point.level, CoverageFile.meanOfClasses, coverage.samples, point.byClass, nil)
            }
            add(level, CoverageFile.all, coverage.samples, coverage.joint, coverage.meanWidth)
            for (k, name) in classes.enumerated() {
                add(level, CoverageFile.classPrefix + name, coverage.samples, coverage.byClass[k], coverage.widths[k])
            }
            for stratum in coverage.strata { add(level, stratum.name, stratum.samples, stratum.coverage, nil) }
        }
        return lines.joined()
    }

    private func figure() throws -> Figure {
        let columns = Dictionary(experiment.report.columns.map { ($0.part, $0.title) }) { first, _ in first }
        let hasParts = Set(rows.map(\.part)).count > 1
        var panels: [CoveragePanel] = []
        for row in rows {
            let part = hasParts ? columns[row.part] ?? row.part : ""
            let known = panels.firstIndex { $0.title == row.method && $0.part == part }
            if known == nil { panels.append(CoveragePanel(title: row.method, part: part)) }
            let index = known ?? panels.count - 1
            let order = UncertaintyWay.allCases.firstIndex(of: row.way) ?? 0
            panels[index].curves.append(
                CoveragePanel.Curve(
                    name: row.way.rawValue, color: order, levels: row.reliability.map(\.level),
                    coverage: row.reliability.map {
                        row.way == .standard || row.way == .marginals ? $0.byClass : $0.joint
                    },
                    risks: row.risk?.risks ?? []))
        }
        return try .coverage(
            panels,
            identity: FigureIdentity(
                title: "\(experiment.title): coverage",
                footer: [
                    experiment.title,
                    "of all classes at once; of one class for Dirichlet intervals and standard uncertainties",
                ]))
    }
}
