import Foundation

/// An experiment of simulated patterns whose runs take a moment.
enum TinyExperiment {
    private static let catalogue = """
        tiny:
          title: Tiny
          kind: powder-diffraction
          citation: none
          license: none
          homepage: none
          by-hand: none
          files: {fractions: {path: fractions.csv}, pattern-1: {path: 1.xy}}
          contents: {phases: [calcite, quartz], tube: Cu}
        """

    private static let spec = """
        name: tiny
        title: Tiny
        dataset:
          source: tiny
          grid: {first: 11, step: 0.1, count: 600}
          preparation: {intensities: linear}
          simulation:
            phases: {}
            instrument: {radiation: doublet, gaussian-width: [0.05, 0.05], lorentzian-width: [0.05, 0.05]}
            mixtures: {phases: [1, 2]}
        split: {kind: simulated, train: 400, validation: 10, test: 10}
        architecture: oviedo-acnn
        training: {runs: RUNS, epochs: 1, batch: 10, optimizer: {adam: {learning-rate: 0.01}}, initialization: he-uniform}
        losses: [mse]
        selection: {metric: mmae, on: validation}
        report: {table: tiny, caption: Tiny, columns: [{part: tiny-simulated, title: Tiny}]}
        """

    /// Writes it into the folder `experiments`, which is made, as `tiny.yaml`.
    static func write(in folder: String, runs: Int = 1) throws {
        try FileManager.default.createDirectory(atPath: folder + "/experiments", withIntermediateDirectories: true)
        try Data(catalogue.utf8).write(to: URL(filePath: folder + "/experiments/datasets.yaml"))
        try Data(spec.replacing("RUNS", with: String(runs)).utf8)
            .write(to: URL(filePath: folder + "/experiments/tiny.yaml"))
    }
}
