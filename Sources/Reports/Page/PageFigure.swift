internal import Experiments
internal import Foundation

/// A figure as the page shows it: its pixels as text in the page, or a link where they are too many.
struct PageFigure {
    /// Larger files than this are linked, so that the page stays small, in bytes.
    static let largestSize = 400_000

    let name: String
    let title: String
    let description: String
    let pixels: String?

    /// Finds the files of a figure; nothing where it was not drawn.
    init?(_ figure: ReportPlace.Figure, of results: ExperimentResults, summary: String, file: (String) -> [UInt8]?) {
        guard let bytes = file(figure.name + ".png") else { return nil }
        name = figure.name
        title = results.spec.title
        let titles = results.spec.methodCards.filter { figure.methods.contains($0.name) }.map(\.title)
        description = summary + (titles.isEmpty ? "" : " Shown: \(titles.joined(separator: ", ")).")
        pixels = bytes.count <= Self.largestSize ? Data(bytes).base64EncodedString() : nil
    }
}
