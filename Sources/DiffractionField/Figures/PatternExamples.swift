package import Experiments
package import Foundation
internal import ProportionInference
internal import Reports
internal import ScientificFormats

/// Examples of simulated patterns, to be looked at.
package struct PatternExamples: Sendable {
    /// The experiment's name, which is part of the files' names.
    package let name: String
    /// The patterns.
    package let picture: PatternPicture

    /// How many patterns a figure shows at most.
    package static let largestFigure = 12

    /// Names examples.
    package init(name: String, picture: PatternPicture) {
        self.name = name
        self.picture = picture
    }

    /// The proportions as comma-separated values: a line a pattern, with its title and a column a class.
    package func csv() -> String {
        CSV.line(["name"] + picture.marks.map(\.name))
            + picture.patterns.map { CSV.line([$0.title] + $0.proportions.map { "\($0)" }) }.joined()
    }

    /// What the table of proportions begins with.
    package static let tableBeginning = "name,"

    /// The file of the table of proportions.
    package var tableFile: String { "simulated-\(name).csv" }

    /// The files of the figure.
    package var figureFiles: [String] { Figure.files(name: "simulated-\(name)") }

    /// The file of each pattern, `simulated-NAME-N.xy`, N from 1.
    package var patternFiles: [String] {
        let digits = "\(picture.patterns.count)".count
        return picture.patterns.indices.map { index in
            "simulated-\(name)-\(String(format: "%0\(digits)d", index + 1)).xy"
        }
    }

    /// Writes the table of proportions.
    ///
    /// - Parameter folder: An existing folder.
    /// - Throws: What the file system answers.
    package func writeTable(into folder: URL) throws {
        try AtomicFile.write(csv().utf8, path: folder.appending(path: tableFile).path)
    }

    /// Writes the figure, which shows the first patterns.
    ///
    /// - Parameter folder: An existing folder.
    /// - Throws: ``ReportError`` when drawing fails, or what the file system answers.
    package func writeFigure(into folder: URL) throws {
        let shown = PatternPicture(
            positions: picture.positions, axisLabel: picture.axisLabel, marks: picture.marks,
            patterns: Array(picture.patterns.prefix(Self.largestFigure)))
        let identity = FigureIdentity(
            title: "\(name): simulated patterns",
            footer: [name, "the first \(shown.patterns.count) simulated patterns"])
        try Figure.patterns(shown, identity: identity).write(name: "simulated-\(name)", into: folder)
    }

    /// Writes each pattern: lines with a position and a value between blanks.
    ///
    /// - Parameter folder: An existing folder.
    /// - Throws: What the file system answers.
    package func writePatterns(into folder: URL) throws {
        for (file, pattern) in zip(patternFiles, picture.patterns) {
            let text = zip(picture.positions, pattern.values)
                .map { NumberText.fixed($0, decimals: 6) + " \($1)\n" }.joined()
            try AtomicFile.write(text.utf8, path: folder.appending(path: file).path)
        }
    }
}
