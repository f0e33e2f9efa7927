internal import Commands
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// Applies a model to weighed samples, which sets of fractions are calibrated with.
struct PatternCalibration {
    let model: Model
    let samples: PatternSamples
    /// What people say of the columns of a text.
    let columns: [PowderColumn]?

    /// The samples of a table with a column `file`, relative to the table, and one for each phase.
    ///
    /// - Throws: Where the table or a pattern cannot be read.
    func known(_ table: String) throws -> SetOptions.KnownSamples {
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
        return SetOptions.KnownSamples(
            prediction: EnsemblePrediction(
                mean: matrix(predicted.map(\.fractions)), spread: matrix(predicted.map(\.spread))),
            targets: matrix(weighed.samples.map(\.fractions)))
    }
}
