import Foundation
import NumericalMethods
import ProportionInference
import Testing

@testable import DiffractionField

@Suite struct SampleCacheTests {
    private func withCache(_ body: (SampleCache, LabelledSamples) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        var stream = RandomStream(seed: 1)
        let samples = LabelledSamples(
            inputs: Matrix(rows: 2300, columns: 3, elements: (0..<6900).map { _ in stream.uniformFloat() }),
            proportions: Matrix(rows: 2300, columns: 2, elements: (0..<4600).map { _ in stream.uniform() }))
        try body(SampleCache(root: root, recipe: ["a": 1]), samples)
    }

    @Test func whatIsKeptComesBackAndOnlyForWhatItWasMadeFrom() throws {
        try withCache { cache, samples in
            #expect(cache.read(count: 2300, points: 3, classes: 2) == nil)
            try cache.write(samples)
            let back = try #require(cache.read(count: 2300, points: 3, classes: 2))
            #expect(back.inputs == samples.inputs && back.proportions == samples.proportions)
            #expect(cache.read(count: 2300, points: 4, classes: 2) == nil)
            let root = URL(filePath: cache.folder).deletingLastPathComponent().path
            #expect(SampleCache(root: root, recipe: ["a": 2]).folder != cache.folder)
        }
    }

    @Test func aFolderWithAFileMissingCutOrAlteredIsAsGoodAsNone() throws {
        try withCache { cache, samples in
            for name in ["patterns-0002.npy", "proportions.npy", "digests.json"] {
                for damage in ["missing", "cut", "altered"] {
                    try cache.write(samples)
                    let path = cache.folder + "/" + name
                    var data = try #require(FileManager.default.contents(atPath: path))
                    switch damage {
                    case "missing": try FileManager.default.removeItem(atPath: path)
                    case "cut": try data.dropLast().write(to: URL(filePath: path))
                    default:
                        data[data.count - 20] ^= 1
                        try data.write(to: URL(filePath: path))
                    }
                    #expect(cache.read(count: 2300, points: 3, classes: 2) == nil, "\(name) \(damage)")
                }
            }
        }
    }
}
