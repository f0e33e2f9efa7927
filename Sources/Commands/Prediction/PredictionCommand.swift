public import ArgumentParser
public import Experiments

/// A command of a field that applies models to samples of one kind.
///
/// `proportions predict MODEL …` finds the model, and hands it with everything behind its name to the command for the kind
/// of its samples.
public protocol PredictionCommand: ParsableCommand {
    /// The kind of samples: see `SampleDescription`.
    static var sampleKind: String { get }

    /// Where `EXPERIMENT:METHOD` is looked for: an option group, so that the command knows these options and tells them.
    var results: ResultOptions { get }

    /// Applies a model.
    ///
    /// - Parameter model: The model, whose samples are of this kind.
    /// - Throws: An exit code where a sample failed or is out of range, and usage errors.
    func predict(with model: Model) throws
}
