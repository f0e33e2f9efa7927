internal import Foundation
public import ProportionInference
internal import ScientificFormats

/// The scores of a run block by block as CSV: one line a block of test samples, scores as fractions, to the last bit.
public enum BlockScoresFile {
    private static let header = "block,samples,rmse,mmae,rrs"

    /// The scores as the contents of a file.
    package static func encode(_ scores: BlockScores) -> [UInt8] {
        let lines = scores.blocks.enumerated().map { number, block in
            "\(number),\(block.samples),\(block.scores.rmse),\(block.scores.mmae),\(block.scores.rrs)"
        }
        return Array((([header] + lines).joined(separator: "\n") + "\n").utf8)
    }

    /// Reads the scores of a run.
    ///
    /// - Parameter path: The file.
    /// - Returns: The scores.
    /// - Throws: A `FormatError` with file and line where it is not such a file.
    public static func read(path: String) throws -> BlockScores {
        let lines = String(decoding: try FileBytes.read(path: path), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.first.map(String.init) == header else {
            throw FormatError(file: path, place: "line 1", reason: "expected '\(header)'")
        }
        guard lines.count > 1 else { throw FormatError(file: path, place: nil, reason: "has no blocks") }
        return BlockScores(
            try lines.dropFirst().enumerated().map { index, line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                let scores = fields.dropFirst(2).compactMap { Double($0) }
                guard fields.count == 5, scores.count == 3, Int(fields[0]) == index, let samples = Int(fields[1]),
                    samples > 0
                else {
                    throw FormatError(
                        file: path, place: "line \(index + 2)",
                        reason: "expected block \(index), its number of samples, and three scores")
                }
                return BlockScores.Block(
                    samples: samples, scores: Scores(rmse: scores[0], mmae: scores[1], rrs: scores[2]))
            })
    }
}
