import Foundation

/// A small experiment on an image that is not here, so that a scene of its shape stands in.
enum OwnPlot {
    static let catalogue = """
        plot:
          title: Plot
          kind: hyperspectral-image
          citation: none
          license: none
          homepage: none
          by-hand: none
          files: {image: {path: plot.mat}}
          contents: {classes: [tree, water, dirt], rows: 12, columns: 10, bands: 68}
        """

    static let spec = """
        # The first line of the spec.
        name: plot
        title: Plot
        dataset: {source: plot, normalization: none}
        split: {kind: bands, axis: rows, train: [0, 6], validation: [6, 8], test: [8, 12]}
        architecture: zhang-pixel-cnn
        training: {runs: 2, epochs: 2, batch: 16, optimizer: adam}
        losses:
          - mse
          - ce-softmax
        baselines: [sunsal]
        selection: {metric: mmae, on: validation}
        report: {table: mine, columns: [{part: plot, title: Plot}], figures: {regions: plot-regions}}
        """

    /// Writes catalogue and spec into the folder `experiments` of a program.
    static func write(for program: Program) throws {
        let folder = program.folder + "/experiments"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(catalogue.utf8).write(to: URL(filePath: folder + "/datasets.yaml"))
        try Data(spec.utf8).write(to: URL(filePath: folder + "/plot.yaml"))
    }
}
