internal import DataCatalogue
internal import Experiments
internal import ProportionInference
internal import Reports

/// What the program that is running was put together from.
package struct Program: Sendable {
    let fields: [Field]
    let losses: [any ProportionLoss]
    /// The commit that it was built from, where it is known.
    var commit: String?

    /// The one that is running; commands ask it, because the argument parser makes them without arguments.
    @TaskLocal static var current = Program(fields: [], losses: [])

    /// The kinds of figure that specs may ask for.
    func figures() -> [FigureKind] { [.trainingCurves] + fields.flatMap(\.figures) }

    /// Everything that a spec can name.
    ///
    /// - Parameter data: The datasets.
    func catalogues(data: DataCatalogue) -> Catalogues {
        Catalogues(
            losses: losses, baselines: fields.flatMap(\.baselines), architectures: fields.flatMap(\.architectures),
            datasetKinds: fields.flatMap(\.datasets), figures: figures().map(\.declaration), data: data)
    }
}
