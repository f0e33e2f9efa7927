package import ArgumentParser
package import Experiments
package import NumericalMethods
package import ProportionInference
internal import ScientificFormats

/// How often sets of proportions are to hold the true ones, and which samples fix how large they are.
package struct SetOptions: ParsableArguments {
    /// 1 − α.
    @Option(
        help: ArgumentHelp(
            "How often the set of proportions that is given for a sample shall hold the true ones, 0.5 to 0.999.",
            valueName: "share")
    )
    package var level = 0.9

    @Option(
        help: ArgumentHelp(
            "Samples of your own whose proportions are known, which fix how large sets are: a table with a row for each. "
                + "(default: the validation samples of the training)",
            valueName: "table"),
        completion: .file())
    package var calibrate: String?

    /// Checks the level.
    package func validate() throws {
        try OptionRange.check(level, in: 0.5...0.999, "--level")
    }

    /// Makes the options; the parser fills them in.
    package init() {}

    /// Samples of the user's own.
    package struct KnownSamples {
        /// What the model says of them.
        let prediction: EnsemblePrediction
        /// Their true proportions, samples x classes.
        let targets: Matrix<Double>

        package init(prediction: EnsemblePrediction, targets: Matrix<Double>) {
            (self.prediction, self.targets) = (prediction, targets)
        }
    }

    /// What makes sets of a model's predictions: fitted to samples of the user's own where there is a table of them, else
    /// to those that the model keeps.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - known: Reads the table and applies the model to its samples.
    /// - Returns: The calibration; nothing, with a note, where the model keeps no samples or too few for the level.
    /// - Throws: Where a sample of the table cannot be read, there are too few for the level, or the model keeps no samples.
    package func calibration(
        of model: Model, known: (_ table: String) throws -> KnownSamples
    ) throws -> Calibration? {
        guard let calibrate else {
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
        let samples = try known(calibrate)
        do {
            return try own.recalibrated(
                on: samples.prediction, targets: samples.targets, level: level, fittedOn: "those of '\(calibrate)'")
        } catch {
            throw FormatError(file: calibrate, reason: "\(error); choose another --level")
        }
    }
}
