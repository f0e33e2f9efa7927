internal import Experiments
internal import Foundation

/// A figure as the page shows it: a drawing or pixels as text in the page, or a link where they are too large.
struct PageFigure {
    /// Larger files than one of these are linked, so that the page stays small, in bytes: the first with which it does.
    static let largestSizes = [400, 300, 250, 200, 150, 100, 50].map { $0 * 1000 }

    let title: String
    let description: String
    /// The number that the paper has for it; nothing for a figure that the paper does not have.
    let number: Int?
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
        number = name.wholeMatch(of: /fig([0-9]+)/).flatMap { Int($0.output.1) }
        self.title = (number.map { "Figure \($0), " } ?? "") + title
        self.description = description
        files = found.map { File(name: $0.name, format: Self.format($0.name).uppercased()) }
        source =
            ["svg", "png"].compactMap { format in
                found.first { Self.format($0.name) == format && $0.bytes.count <= largestSize }
                    .map { Self.address(of: $0.bytes, isDrawing: format == "svg") }
            }.first
    }

    /// The address of a picture, which holds the picture itself: a drawing as the text that it is, a quarter shorter than as Base64.
    private static func address(of bytes: [UInt8], isDrawing: Bool) -> String {
        guard isDrawing else { return "data:image/png;base64," + Data(bytes).base64EncodedString() }
        // Double quotes end the attribute that holds the address, so that either kind of quotes stands for the other. Browsers
        // leave line ends of addresses out; those of a drawing stand between its elements.
        let escaped: [UInt8: String] = [
            UInt8(ascii: "%"): "%25", UInt8(ascii: "#"): "%23", UInt8(ascii: "&"): "%26", UInt8(ascii: "\""): "'",
            UInt8(ascii: "'"): "%22", UInt8(ascii: "\n"): "\n", UInt8(ascii: "\t"): "%09",
        ]
        var text: [UInt8] = Array("data:image/svg+xml;charset=utf-8,".utf8)
        for byte in bytes {
            if let replacement = escaped[byte] { text += replacement.utf8 } else { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A list as the end of a sentence, whose last word may end with a full stop of its own.
    private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

    private static func format(_ name: String) -> String { URL(fileURLWithPath: name).pathExtension }
}
