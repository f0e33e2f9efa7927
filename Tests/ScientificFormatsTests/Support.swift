import Foundation
import ScientificFormats
import Testing

/// The path of a fixture, made by `Fixtures/formats/make_fixtures.py`.
func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/formats/\(name)").path
}

/// The paths of all fixtures with an ending.
func fixtures(endingIn ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixture("")).filter { $0.hasSuffix(ending) }.sorted()
        .map(fixture)
}

/// Runs a test in a new folder, which is removed behind it.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ScientificFormatsTests-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

/// The error that reading a file ends in.
func formatError(_ body: () throws -> Void) throws -> FormatError {
    try #require(throws: FormatError.self, performing: body)
}

/// Damaged copies of a file: cut off at every length, and with up to four bytes overwritten.
func damagedCopies(of bytes: [UInt8], flips: Int, seed: UInt64) -> [[UInt8]] {
    var random = SplitMix64(state: seed)
    return (0..<bytes.count).map { Array(bytes[..<$0]) }
        + (0..<flips).map { _ in
            var copy = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let values: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &random)]
                copy[.random(in: 0..<copy.count, using: &random)] = values[.random(in: 0..<6, using: &random)]
            }
            return copy
        }
}

private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
