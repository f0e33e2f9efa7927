public import Experiments

/// What a figure is drawn from.
public struct FigureRequest {
    /// The results of an experiment.
    public let results: ExperimentResults
    /// The names of the methods that the spec wants shown, in their order.
    public let methods: [String]
    /// The dataset's picture; it is there, and of the kind that the figure needs.
    public let picture: DatasetPicture?
}
