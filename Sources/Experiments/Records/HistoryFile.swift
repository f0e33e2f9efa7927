internal import Foundation
public import ProportionInference
internal import ScientificFormats

/// The epochs of a run as CSV: one line an epoch, scores as fractions, the numbers of dead classes joined by spaces.
public enum HistoryFile {
    private static let header =
        "epoch,training_loss,validation_loss,validation_rmse,validation_mmae,validation_rrs,dead_classes"

    /// The epochs of a run as the contents of a file.
    package static func encode(_ history: [EpochRecord]) -> [UInt8] {
        let lines = history.map { epoch in
            let numbers = [
                epoch.trainingLoss, epoch.validationLoss, epoch.validation.rmse, epoch.validation.mmae,
                epoch.validation.rrs,
            ]
            let dead = epoch.deadClasses.map(String.init).joined(separator: " ")
            return "\(epoch.epoch),\(numbers.map { "\($0)" }.joined(separator: ",")),\(dead)"
        }
        return Array((([header] + lines).joined(separator: "\n") + "\n").utf8)
    }

    /// Reads the epochs of a run.
    ///
    /// - Parameter path: The file.
    /// - Returns: The epochs, in order.
    /// - Throws: A `FormatError` with file and line where it is not such a file.
    public static func read(path: String) throws -> [EpochRecord] {
        let lines = String(decoding: try FileBytes.read(path: path), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.first.map(String.init) == header else {
            throw FormatError(file: path, place: "line 1", reason: "expected '\(header)'")
        }
        return try lines.dropFirst().enumerated().map { index, line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = fields.dropFirst().prefix(5).compactMap { Double($0) }
            let classes = (fields.last ?? "").split(separator: " ")
            let deadClasses = classes.compactMap { Int($0) }
            guard fields.count == 7, let epoch = Int(fields[0]), numbers.count == 5, deadClasses.count == classes.count
            else {
                throw FormatError(file: path, place: "line \(index + 2)", reason: "expected seven fields of numbers")
            }
            return EpochRecord(
                epoch: epoch, trainingLoss: numbers[0], validationLoss: numbers[1],
                validation: Scores(rmse: numbers[2], mmae: numbers[3], rrs: numbers[4]),
                deadClasses: deadClasses)
        }
    }
}
