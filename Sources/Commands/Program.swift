internal import DataCatalogue
internal import Foundation
package import Experiments
package import ProportionInference
internal import Reports

/// What the program that is running was put together from.
package struct Program: Sendable {
    let fields: [Field]
    let losses: [any ProportionLoss]
    /// The commit that it was built from, where it is known.
    let commit: String?

    package init(fields: [Field], losses: [any ProportionLoss] = [], commit: String? = nil) {
        self.fields = fields
        self.losses = losses
        self.commit = commit
    }

    /// The commit, as records name it: nothing where it is not known.
    var knownCommit: String? { commit == "unknown" ? nil : commit }

    /// The one that is running; commands ask it, because the argument parser makes them without arguments.
    @TaskLocal package static var current = Program(fields: [], losses: [])

    /// The kinds of figure that specs may ask for.
    func figures() -> [FigureKind] { [.trainingCurves] + fields.flatMap(\.figures) }

    /// The methods that losses are compared with, of all fields.
    package func baselines() -> [any BaselineKind] { fields.flatMap(\.baselines) }

    /// The models that the fields bring along, and those among results.
    ///
    /// - Parameters:
    ///   - store: The results.
    ///   - effort: How much of an experiment was done in the results that are meant.
    /// - Returns: The models.
    /// - Throws: `InvalidDeclaration` with every mistake in the catalogue.
    package func library(
        store: ResultsStore = ResultsStore(root: "results"), effort: Effort = .paper
    ) throws -> ModelLibrary {
        ModelLibrary(
            shipped: fields.flatMap(\.models), store: store, effort: effort,
            catalogues: try catalogues(path: ""))
    }

    /// The datasets that the fields bring along, and those that a file adds where it is there.
    ///
    /// - Parameter path: The file.
    /// - Returns: The datasets.
    /// - Throws: `InvalidDeclaration` with every mistake.
    func data(path: String) throws -> DataCatalogue {
        var data = DataCatalogue.empty
        for field in fields where !field.catalogue.isEmpty {
            data = try data.adding(DataCatalogue.parse(text: field.catalogue, file: "datasets of \(field.name)"))
        }
        guard FileManager.default.fileExists(atPath: path) else { return data }
        return try data.adding(DataCatalogue.read(path: path))
    }

    /// Everything that a spec can name.
    ///
    /// - Parameter path: The file that adds datasets, which need not be there.
    /// - Returns: The catalogues.
    /// - Throws: `InvalidDeclaration` with every mistake in it.
    func catalogues(path: String) throws -> Catalogues {
        let data = try data(path: path)
        return Catalogues(
            losses: losses, baselines: baselines(), architectures: fields.flatMap(\.architectures),
            datasetKinds: fields.flatMap(\.datasets), figures: figures().map(\.declaration), data: data)
    }
}
