internal import Experiments
internal import Foundation

/// A figure as the page shows it: a drawing or pixels as text in the page, or a link where they are too large.
struct PageFigure {
    /// Larger files than one of these are linked, so that the page stays small, in bytes: the first with which it does.
    static let largestSizes = [400, 300, 250, 200, 150, 100, 50].map { $0 * 1000 }

    let title: String
    let description: String
    /// The address of the picture, which holds the picture itself.
    let source: String?
    /// The figure's other files.
    let files: [File]

    /// A file beside the page.
    struct File {
        let name: String
        let format: String
    }

    /// Finds the files of a figure; nothing where it was not drawn.
    init?(
        _ figure: ReportPlace.Figure, of results: ExperimentResults, summary: String, largestSize: Int,
        file: (String) -> [UInt8]?
    ) {
        let titles = results.spec.methodCards.filter { figure.methods.contains($0.name) }.map(\.title)
        self.init(
            name: figure.name, title: results.spec.title,
            description: summary + (titles.isEmpty ? "" : " Shown: " + Self.sentence(titles.joined(separator: ", "))),
            largestSize: largestSize, file: file)
    }

    /// Finds the figure that `proportions coverage` draws of an experiment; nothing where it was not drawn.
    init?(coverageOf results: ExperimentResults, largestSize: Int, file: (String) -> [UInt8]?) {
        self.init(
            name: "\(results.spec.name)-coverage", title: results.spec.title,
            description:
                "How often sets of each level hold what is true, and how the mean error falls where the least sure "
                + "samples are set aside.", largestSize: largestSize, file: file)
    }

    private init?(
        name: String, title: String, description: String, largestSize: Int, file: (String) -> [UInt8]?
    ) {
        let found = Figure.files(name: name).compactMap { name in file(name).map { (name: name, bytes: $0) } }
        guard !found.isEmpty else { return nil }
        self.title = title
        self.description = description
        files = found.map { File(name: $0.name, format: Self.format($0.name).uppercased()) }
        source =
            [("svg", "svg+xml"), ("png", "png")].compactMap { format, type in
                found.first { Self.format($0.name) == format && $0.bytes.count <= largestSize }
                    .map { "data:image/\(type);base64," + Data($0.bytes).base64EncodedString() }
            }.first
    }

    /// A list as the end of a sentence, whose last word may end with a full stop of its own.
    private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

    private static func format(_ name: String) -> String { URL(fileURLWithPath: name).pathExtension }
}
