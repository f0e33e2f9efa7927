internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import ScientificFormats

/// What methods infer for the test region of an image, small enough for a page.
///
/// A proportion ŷ is kept as ``level(of:)``, so to 0.2 percentage points. The maps stand under each other in one picture, method by method,
/// and class by class in each. Nothing of the image itself is in them: neither spectra nor true proportions, which are data of others.
struct InferredMaps: Codable {
    /// The run of a method.
    struct Method: Codable {
        let title: String
        let run: Int
        /// The SHA-256 of the predictions, by which the page knows whether its records are of the same run.
        let predictions: String
    }

    let classes: [String]
    /// The size of the smallest rectangle that holds the test region.
    let rows: Int
    let columns: Int
    let methods: [Method]
    /// A PNG file in grey, as Base64.
    let pixels: String

    /// The grey of a proportion of one.
    static let whole = 250
    /// The grey of a pixel outside of the test region.
    static let absent: UInt8 = 255

    /// The grey of a proportion: round(250 ŷ), from 0 to 250, and ``absent`` for none.
    static func level(of proportion: Double) -> UInt8 {
        proportion.isNaN ? absent : UInt8((min(max(proportion, 0), 1) * Double(whole)).rounded())
    }

    /// The file that holds the maps of an experiment.
    static func file(of experiment: String) -> String { "maps-\(experiment).json" }

    /// Takes what the runs that tables show infer.
    ///
    /// - Parameters:
    ///   - results: The records of the experiment.
    ///   - picture: The image's regions.
    /// - Throws: A `FormatError` where the predictions of a method are not there, and ``ReportError`` for a picture that is refused.
    init(of results: ExperimentResults, picture: ImagePicture) throws {
        let shown = results.methods.compactMap(results.representative)
        let places = picture.testPlaces()
        let count = picture.regions.count { $0 == .test }
        classes = results.facts.classes
        methods = shown.map {
            Method(title: $0.methodTitle, run: $0.run, predictions: $0.tests.first?.predictions.sha256 ?? "")
        }
        var maps: [Matrix<Double>] = []
        for record in shown {
            let predictions = try results.predictions(of: record, samples: count)
            maps += classes.indices.map { index in
                picture.cropped { pixel in places[pixel].map { predictions[$0, index] } ?? .nan }
            }
        }
        (rows, columns) = (maps.first?.rows ?? 0, maps.first?.columns ?? 0)
        pixels = try Self.picture(maps)
    }

    /// Maps under each other, as a PNG file in Base64.
    static func picture(_ maps: [Matrix<Double>]) throws -> String {
        let levels = maps.flatMap { $0.elements.map(level) }
        let raster = Raster(
            rows: maps.reduce(0) { $0 + $1.rows }, columns: maps.first?.columns ?? 0, pixels: levels.map(UInt32.init))
        return Data(try PNG.encodeGrey(raster)).base64EncodedString()
    }
}

extension ExperimentResults {
    /// Writes the maps of the test region, where the dataset is an image and what runs inferred is there.
    ///
    /// - Parameters:
    ///   - staged: Where they are written.
    ///   - folder: The folder that they go into.
    ///   - summary: Gets what was written and what was not.
    /// - Throws: Where they cannot be written.
    func writeMaps(by staged: StagedFolder, into folder: String, summary: inout Report.Summary) throws {
        let file = InferredMaps.file(of: spec.name)
        do {
            guard let picture = try image() else { return }
            try staged.write(file, PageFile.encode(InferredMaps(of: self, picture: picture)))
            summary.written.append("\(folder)/\(file)")
        } catch let error as FormatError {
            summary.notes.append("\(file) left as it is: \(Wording(of: error)); './reproduce' makes it")
        }
    }
}
