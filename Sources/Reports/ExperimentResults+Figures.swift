internal import Experiments
internal import Foundation
internal import ScientificFormats

extension ExperimentResults {
    /// Draws the figures that the spec asks for, as far as what they are drawn from is there.
    ///
    /// - Parameters:
    ///   - kinds: The kinds of figure that there are.
    ///   - staged: Where they are drawn.
    ///   - folder: The folder that they go into.
    ///   - summary: Gets what was drawn and what was not.
    /// - Throws: Where drawing fails or a file cannot be written.
    func writeFigures(
        of kinds: [FigureKind], by staged: StagedFolder, into folder: String, summary: inout Report.Summary
    ) throws {
        let wanted = spec.report.figures.compactMap { figure in
            kinds.first { $0.declaration.card.name == figure.kind }.map { (figure: figure, kind: $0) }
        }
        var picture: DatasetPicture?
        var isUnreadable = false
        do {
            if wanted.contains(where: { $0.kind.declaration.needs != nil }) {
                picture = try facts.picture(folder: datasetFolder)
            }
        } catch {
            let names = wanted.filter { $0.kind.declaration.needs != nil }.map(\.figure.name)
            summary.notes.append(
                "\(names.joined(separator: ", ")) left as it is: \(Wording(of: error)); './reproduce' makes it")
            isUnreadable = true
        }
        for (figure, kind) in wanted {
            if let needed = kind.declaration.needs, isUnreadable || picture?.kind != needed { continue }
            do {
                let request = FigureRequest(results: self, methods: figure.methods, picture: picture)
                try kind.draw(request).write(name: figure.name, into: URL(fileURLWithPath: staged.path))
                summary.written += Figure.files(name: "\(folder)/\(figure.name)")
            } catch let error as FormatError {
                summary.notes.append("\(figure.name) left as it is: \(Wording(of: error)); './reproduce' makes it")
            }
        }
    }
}
