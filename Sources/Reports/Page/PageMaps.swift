internal import Experiments
internal import Foundation
internal import NumericalMethods

/// Maps with a cursor, as the page shows them.
struct PageMaps {
    let title: String
    let experiment: String
    /// What the script reads: ``InferredMaps``, the colours, and the true proportions where they are to be shown.
    let contents: String
    /// Why there is nothing to show, where that is so.
    let reason: String?
    let hasTruth: Bool

    /// The signals of the pixels: a grey picture of a row a pixel, to be multiplied by the largest value.
    private struct Signals: Encodable {
        let bands: Int
        let largest: Double
        let pixels: String
    }

    /// What the script reads beside the maps.
    private struct Contents: Encodable {
        let classes: [String]
        let rows: Int
        let columns: Int
        let methods: [String]
        let pixels: String
        let truth: String?
        let signals: Signals?
        let whole: Int
        /// The colour of each level.
        let colors: [String]
    }

    /// Reads the maps of an experiment; nothing where they do not lie beside the page.
    ///
    /// - Parameters:
    ///   - results: The records.
    ///   - showsTruth: Whether the true proportions are shown, where the image is at hand.
    ///   - file: Finds the bytes of a file beside the page.
    /// - Throws: A `FormatError` where the file, or the image, is damaged.
    init?(of results: ExperimentResults, showsTruth: Bool, file: (String) -> [UInt8]?) throws {
        guard let bytes = file(InferredMaps.file(of: results.spec.name)) else { return nil }
        let maps = try PageFile.decode(InferredMaps.self, bytes, path: InferredMaps.file(of: results.spec.name))
        title = results.spec.title
        experiment = results.spec.name
        let truth = showsTruth ? try Self.truth(of: results, fitting: maps) : nil
        hasTruth = truth != nil
        let known = Set(results.records.compactMap(\.tests.first?.predictions.sha256))
        guard maps.methods.allSatisfy({ known.contains($0.predictions) }) else {
            (contents, reason) = ("", "Its maps are of other runs than these; ./reproduce draws them again.")
            return
        }
        reason = nil
        contents = try PageFile.script(
            Contents(
                classes: maps.classes, rows: maps.rows, columns: maps.columns,
                methods: maps.methods.map { "\($0.title), run \($0.run)" }, pixels: maps.pixels, truth: truth,
                signals: truth == nil ? nil : try Self.signals(of: results, fitting: maps),
                whole: InferredMaps.whole,
                colors: (0...InferredMaps.whole).map {
                    String(format: "#%06x", ColorMap.magma.color(at: Double($0) / Double(InferredMaps.whole)).packed)
                }))
    }

    /// The true proportions, as a picture of the maps' shape.
    private static func truth(of results: ExperimentResults, fitting maps: InferredMaps) throws -> String? {
        guard let picture = try results.image() else { return nil }
        let places = picture.testPlaces()
        let truth = results.facts.classes.indices.map { index in
            picture.cropped { places[$0] == nil ? .nan : picture.proportions[$0, index] }
        }
        guard truth.allSatisfy({ $0.rows == maps.rows && $0.columns == maps.columns }) else { return nil }
        return try InferredMaps.picture(truth)
    }

    /// The signals of the test region's pixels, where runs left them.
    private static func signals(of results: ExperimentResults, fitting maps: InferredMaps) throws -> Signals? {
        guard let picture = try results.image(),
            let signals = try results.facts.testSignals(
                folder: results.datasetFolder, pixels: picture.regions.count { $0 == .test }),
            let largest = signals.elements.filter(\.isFinite).max(), largest > 0
        else { return nil }
        let places = picture.testPlaces()
        let order = picture.cropped { Double(places[$0] ?? -1) }
        guard order.rows == maps.rows, order.columns == maps.columns else { return nil }
        let shares = order.elements.flatMap { place in
            place < 0
                ? Array(repeating: .nan, count: signals.columns) : signals.row(Int(place)).map { $0 / largest }
        }
        return Signals(
            bands: signals.columns, largest: largest,
            pixels: try InferredMaps.picture([
                Matrix(rows: order.elements.count, columns: signals.columns, elements: shares)
            ]))
    }
}
