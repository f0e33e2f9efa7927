internal import Commands
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// Finds what makes sets of fractions of a model's predictions.
struct PatternCalibration {
    let model: Model
    let samples: PatternSamples
    /// What people say of the columns of a text.
    let columns: [PowderColumn]?
    /// How often sets are to hold the true fractions.
    let level: Double

    /// The calibration: by weighed samples where there is a table of them, else by the samples that the model keeps.
    ///
    /// - Parameter table: The table of weighed samples.
    /// - Returns: The calibration; nothing, with a note, where the model keeps no samples or too few for the level.
    /// - Throws: Where a weighed sample cannot be read, they are too few for the level, or the model keeps no samples.
    func calibration(weighed table: String?) throws -> Calibration? {
        guard let table else {
            do {
                let calibration = try model.calibration(level: level)
                if calibration == nil { Console.inform("note: there are no sets, as the model keeps no samples") }
                return calibration
            } catch {
                Console.inform("note: there are no sets, as \(error)")
                return nil
            }
        }
        guard let own = try model.calibration(level: level) else {
            throw FormatError(
                file: model.place, reason: "keeps no samples of its training; train it again to calibrate it")
        }
        let weighed = try WeighedFractions.read(path: table, classes: samples.phases)
        let folder = URL(fileURLWithPath: table).deletingLastPathComponent()
        let inputs = try PatternInputs(
            weighed.samples.map { URL(fileURLWithPath: $0.file, relativeTo: folder).path }, samples: samples,
            columns: columns)
        guard inputs.count == weighed.samples.count else {
            throw FormatError(file: table, reason: "names files of several patterns; name one pattern as FILE#0")
        }
        let predictor = PatternPredictor(
            model: model, samples: samples, patterns: nil, refinement: nil, calibration: nil)
        let predicted = try predictor.predict(inputs.read(0..<inputs.count)).map { try $0.get() }
        func matrix(_ rows: [[Double]]) -> Matrix<Double> {
            Matrix(rows: rows.count, columns: samples.phases.count, elements: rows.flatMap(\.self))
        }
        do {
            return try own.recalibrated(
                on: EnsemblePrediction(
                    mean: matrix(predicted.map(\.fractions)), spread: matrix(predicted.map(\.spread))),
                targets: matrix(weighed.samples.map(\.fractions)), level: level, fittedOn: "those of '\(table)'")
        } catch {
            throw FormatError(file: table, reason: "\(error); choose another --level")
        }
    }
}
