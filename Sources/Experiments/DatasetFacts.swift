internal import Foundation
public import ProportionInference
internal import ScientificFormats
internal import SimplexMath

/// What is kept of an experiment's dataset beside the records of its runs.
///
/// The facts stand in `dataset.json`. For an image three arrays lie beside them, from which figures are drawn:
/// `rgb.npy`, `regions.npy` and `proportions.npy`.
public struct DatasetFacts: Sendable, Codable, Equatable {
    /// The hash of what determines the samples.
    public let identity: String
    /// The dataset's name in the catalogue.
    public let name: String
    /// What stands in for the data, or nothing where it is the real one.
    public let standIn: String?
    /// The git blob ids of its files, by role.
    public let files: [String: String]
    /// The names of the classes.
    public let classes: [String]
    /// The number of samples of every part.
    public let samples: [String: Int]
    /// Facts worth printing.
    public let notes: [String]
    /// The number of rows and columns of pixels, for an image.
    public let imageSize: [Int]?
    /// The test parts that could not be made; nothing where all were there, so that older files stay as they are.
    private let absent: [AbsentPart]?

    private static let factsFile = "dataset.json"

    init(of dataset: PreparedDataset, plan: ExperimentPlan) {
        identity = plan.data.hash
        name = plan.spec.datasetName
        standIn = plan.source.standIn
        files = plan.source.files.mapValues(\.blob)
        classes = dataset.classes
        let tests = dataset.tests.map { ("test " + $0.name, $0.samples.count) }
        samples = Dictionary(
            [("training", dataset.training.count), ("validation", dataset.validation.count)] + tests
        ) { first, _ in first }
        notes = dataset.notes
        imageSize = dataset.picture.map { [$0.rows, $0.columns] }
        absent = plan.source.absent.isEmpty ? nil : plan.source.absent
    }

    /// Reads the facts of an edition of an experiment.
    ///
    /// - Throws: Where they are not there, or not what they should be.
    public static func read(folder: String) throws -> DatasetFacts {
        try ResultsStore.decode(DatasetFacts.self, path: folder + "/" + factsFile)
    }

    /// What the samples were made from.
    public var source: DatasetSource {
        DatasetSource(
            files: files.mapValues { DatasetSource.File(path: "", blob: $0) }, standIn: standIn, absent: absentParts)
    }

    /// The test parts that could not be made, and why.
    public var absentParts: [AbsentPart] { absent ?? [] }

    /// Reads what figures of an image are drawn from.
    ///
    /// - Returns: The picture, or nothing where the dataset is no image.
    /// - Throws: A `FormatError` where an array is not there, or not of the image's size.
    public func picture(folder: String) throws -> ImagePicture? {
        guard let imageSize, imageSize.count == 2 else { return nil }
        let (rows, columns) = (imageSize[0], imageSize[1])
        func array(_ name: String, shape: [Int]) throws -> [Double] {
            let array = try NPYFile.read(path: folder + "/" + name)
            guard array.shape == shape else {
                throw FormatError(
                    file: folder + "/" + name, place: nil, reason: "expected \(shape), found \(array.shape)")
            }
            return array.values
        }
        return ImagePicture(
            rows: rows, columns: columns,
            rgb: try array("rgb.npy", shape: [rows, columns, 3]).map { Float($0) },
            regions: try array("regions.npy", shape: [rows, columns]).map {
                ImagePicture.Region(rawValue: UInt8(exactly: $0) ?? 255) ?? .none
            },
            proportions: Matrix(
                rows: rows * columns, columns: classes.count,
                elements: try array("proportions.npy", shape: [rows, columns, classes.count])))
    }

    /// Stores the facts and the picture, whole or not at all.
    func store(picture: ImagePicture?, folder: String) throws {
        var files: [(name: String, bytes: [UInt8])] = [(Self.factsFile, try ResultsStore.encode(self))]
        if let picture {
            let size = [picture.rows, picture.columns]
            files += [
                ("rgb.npy", NPYFile.encode(picture.rgb, shape: size + [3])),
                ("regions.npy", NPYFile.encode(picture.regions.map(\.rawValue), shape: size)),
                ("proportions.npy", NPYFile.encode(picture.proportions.elements, shape: size + [classes.count])),
            ]
        }
        try AtomicFolder.write(folder, files: files)
    }

    /// Whether the facts of a plan's dataset, and all that belongs to them, are stored.
    static func areStored(for plan: ExperimentPlan, folder: String) -> Bool {
        guard let facts = try? read(folder: folder), facts.identity == plan.data.hash,
            facts.absentParts == plan.source.absent
        else { return false }
        return facts.imageSize == nil || (try? facts.picture(folder: folder)) != nil
    }
}
