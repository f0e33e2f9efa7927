internal import DeclarativeFiles
internal import Foundation
internal import ProportionInference
internal import ScientificFormats
internal import NumericalMethods

/// Keeps simulated samples on disk, under a hash of everything that determines them.
///
/// A folder `diffraction-HASH` holds `proportions.npy`, blocks of patterns `patterns-0000.npy`, …, and `digests.json`
/// with the SHA-256 of each. A folder with anything missing or altered is as good as none: its samples are simulated
/// again, and it is replaced.
package struct SampleCache {
    let folder: String
    /// How many patterns a file holds.
    private static let blockSize = 1000
    private static let digestsFile = "digests.json"

    /// Names the place of samples.
    ///
    /// - Parameters:
    ///   - root: The folder of everything that is kept.
    ///   - recipe: Everything that determines the samples.
    init(root: String, recipe: StructuredValue) {
        let hash = ContentDigest.sha256(Array(recipe.canonicalJSON().utf8))
        folder = "\(root)/diffraction-\(hash.prefix(32))"
    }

    /// Whether there are samples, sound or not.
    var isThere: Bool { FileManager.default.fileExists(atPath: "\(folder)/\(Self.digestsFile)") }

    /// The samples, or nothing where they are not there, whole and unaltered.
    func read(count: Int, points: Int, classes: Int) -> LabelledSamples? {
        guard let digestBytes = try? FileBytes.read(path: "\(folder)/\(Self.digestsFile)"),
            let digests = try? JSONDecoder().decode([String: String].self, from: Data(digestBytes))
        else { return nil }
        func array(_ name: String, shape: [Int]) -> NPYArray? {
            guard let bytes = try? FileBytes.read(path: "\(folder)/\(name)"),
                digests[name] == ContentDigest.sha256(bytes),
                let array = try? NPYFile.decode(bytes, path: name), array.shape == shape
            else { return nil }
            return array
        }
        guard let proportions = array("proportions.npy", shape: [count, classes]) else { return nil }
        var inputs: [Float] = []
        inputs.reserveCapacity(count * points)
        for block in Self.blocks(count: count) {
            guard let patterns = array(Self.name(of: block), shape: [block.count, points]) else { return nil }
            for value in patterns.values { inputs.append(Float(value)) }
        }
        return LabelledSamples(
            inputs: Matrix(rows: count, columns: points, elements: inputs),
            proportions: Matrix(rows: count, columns: classes, elements: proportions.values))
    }

    /// Keeps samples, whole or not at all.
    func write(_ samples: LabelledSamples) throws {
        let points = samples.inputs.columns
        var digests: [String: String] = [:]
        try AtomicFolder.write(folder) { add in
            func store(_ name: String, _ bytes: [UInt8]) throws {
                digests[name] = ContentDigest.sha256(bytes)
                try add(name, bytes)
            }
            let proportions = samples.proportions
            try store(
                "proportions.npy",
                NPYFile.encode(proportions.elements, shape: [proportions.rows, proportions.columns]))
            for block in Self.blocks(count: samples.count) {
                let values = samples.inputs.elements[block.lowerBound * points..<block.upperBound * points]
                try store(Self.name(of: block), NPYFile.encode(Array(values), shape: [block.count, points]))
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try add(Self.digestsFile, Array(try encoder.encode(digests)))
        }
    }

    private static func blocks(count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: blockSize).map { $0..<min($0 + blockSize, count) }
    }

    private static func name(of block: Range<Int>) -> String {
        let number = String(block.lowerBound / blockSize)
        return "patterns-" + String(repeating: "0", count: max(0, 4 - number.count)) + number + ".npy"
    }
}
