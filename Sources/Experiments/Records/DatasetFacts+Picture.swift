internal import Foundation
package import NumericalMethods
internal import ProportionInference
internal import ScientificFormats

extension DatasetFacts {
    /// Whether any file of an image lies beside the facts, sound or not.
    package func hasImage(folder: String) -> Bool {
        imageSize != nil
            && Self.imageFiles.contains { FileManager.default.fileExists(atPath: folder + "/" + $0) }
    }

    private static let imageFiles = ["rgb.npy", "regions.npy", "proportions.npy"]

    /// Reads what figures are drawn from.
    ///
    /// - Returns: The picture, or nothing where the dataset has none.
    /// - Throws: A `FormatError` where an array is not there, not of the size and kind that the facts say, or not the one
    ///   that they were stored with.
    public func picture(folder: String) throws -> DatasetPicture? {
        for (name, digest) in pictures ?? [:] {
            guard try ContentDigest.sha256(ofFile: folder + "/" + name) == digest else {
                throw FormatError(file: folder + "/" + name, reason: "is not the one that it was stored as")
            }
        }
        if let patterns { return .patterns(try patterns.picture(path: folder + "/" + PatternFacts.file)) }
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
        let rgb = try array("rgb.npy", shape: [rows, columns, 3]).map { Float($0) }
        let regions = try array("regions.npy", shape: [rows, columns]).map {
            ImagePicture.Region(rawValue: UInt8(exactly: $0) ?? 255) ?? .none
        }
        let proportions = Matrix(
            rows: rows * columns, columns: classes.count,
            elements: try array("proportions.npy", shape: [rows, columns, classes.count]))
        return .image(
            ImagePicture(rows: rows, columns: columns, rgb: rgb, regions: regions, proportions: proportions))
    }

    /// The signals of the pixels of an image's test region as methods see them, pixels x bands, where they were kept.
    ///
    /// - Parameters:
    ///   - folder: The folder of the facts.
    ///   - pixels: The number of pixels that there must be.
    /// - Returns: The signals; nothing where none lie beside the facts, as with those of an older program.
    /// - Throws: A `FormatError` where they are of other pixels.
    package func testSignals(folder: String, pixels: Int) throws -> Matrix<Double>? {
        let path = folder + "/" + Self.signalsFile
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let array = try NPYFile.read(path: path)
        guard array.shape.count == 2, array.shape[0] == pixels else {
            throw FormatError(
                file: path, reason: "expected signals of \(pixels) pixels, found the shape \(array.shape)")
        }
        return Matrix(rows: pixels, columns: array.shape[1], elements: array.values)
    }

    static let signalsFile = "signals.npy"

    /// Stores the facts and what figures are drawn from, whole or not at all.
    ///
    /// The signals of an image's test pixels are kept for the eye alone: no number comes from them, and no digest knows them.
    func store(beside dataset: PreparedDataset?, folder: String) throws {
        var files = [(Self.factsFile, try ResultsStore.encode(self))] + (dataset?.picture?.files() ?? [])
        if dataset?.picture?.image != nil, let inputs = dataset?.tests.first?.samples.inputs {
            files.append((Self.signalsFile, NPYFile.encode(inputs.elements, shape: [inputs.rows, inputs.columns])))
        }
        try AtomicFolder.write(folder, files: files)
    }
}

extension DatasetPicture {
    /// The files that it is stored as.
    func files() -> [(name: String, bytes: [UInt8])] {
        switch self {
        case .image(let picture):
            let size = [picture.rows, picture.columns]
            return [
                ("rgb.npy", NPYFile.encode(picture.rgb, shape: size + [3])),
                ("regions.npy", NPYFile.encode(picture.regions.map(\.rawValue), shape: size)),
                (
                    "proportions.npy",
                    NPYFile.encode(picture.proportions.elements, shape: size + [picture.proportions.columns])
                ),
            ]
        case .patterns(let picture): return [(PatternFacts.file, PatternFacts.encode(picture))]
        }
    }
}

/// What `dataset.json` holds of patterns; the abscissa and the values stand in `patterns.npy`.
struct PatternFacts: Codable, Equatable {
    /// What is kept of one pattern.
    struct Pattern: Codable, Equatable {
        let title: String
        let part: String
        let proportions: [Double]
    }

    let axisLabel: String
    let marks: [PatternPicture.Marks]
    let patterns: [Pattern]

    /// The name of the file with the numbers: (1 + patterns) x positions, of which the first row is the abscissa.
    static let file = "patterns.npy"

    init(_ picture: PatternPicture) {
        axisLabel = picture.axisLabel
        marks = picture.marks
        patterns = picture.patterns.map { Pattern(title: $0.title, part: $0.part, proportions: $0.proportions) }
    }

    /// The bytes of the file with the numbers.
    static func encode(_ picture: PatternPicture) -> [UInt8] {
        let rows = [picture.positions] + picture.patterns.map(\.values)
        return NPYFile.encode(rows.flatMap(\.self), shape: [rows.count, picture.positions.count])
    }

    /// The picture of these facts and of the numbers in a file.
    ///
    /// - Throws: A `FormatError` where they do not belong together.
    func picture(path: String) throws -> PatternPicture {
        let array = try NPYFile.read(path: path)
        guard array.shape.count == 2, array.shape[0] == 1 + patterns.count else {
            throw FormatError(
                file: path, place: nil,
                reason: "expected \(1 + patterns.count) rows of numbers, found the shape \(array.shape)")
        }
        guard patterns.allSatisfy({ $0.proportions.count == marks.count }) else {
            throw FormatError(
                file: path, place: nil, reason: "the facts beside it have not one proportion for each of its classes")
        }
        let rows = Matrix(rows: array.shape[0], columns: array.shape[1], elements: array.values)
        let positions = Array(rows.row(0))
        guard PatternPicture.isAbscissa(positions) else {
            throw FormatError(file: path, place: "row 0", reason: "the positions are not finite numbers that rise")
        }
        return PatternPicture(
            positions: positions, axisLabel: axisLabel, marks: marks,
            patterns: patterns.enumerated().map { index, pattern in
                PatternPicture.Pattern(
                    title: pattern.title, part: pattern.part, values: Array(rows.row(index + 1)),
                    proportions: pattern.proportions)
            })
    }
}
