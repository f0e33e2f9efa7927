import Foundation
import ScientificFormats
import TestSupport
import Testing

/// A folder with two networks that were trained on the upper rows of ``MixedScene``, made once for all tests.
struct TrainedScene: Sendable {
    let program: Program

    /// The folder of both networks.
    static let model = "results/scene/paper/mse-dirichlet"
    /// The rows that the networks were tested on.
    static let testRows = 28..<40

    /// The same for every test, or why it could not be made.
    static let shared = Result { try TrainedScene() }

    private init() throws {
        program = try Program()
        let temporary = try TemporaryFolder()
        try MixedScene.writeENVI(program.folder + "/image.hdr")
        try FileManager.default.copyItem(
            atPath: temporary.writeMat("truth.mat", MixedScene.truth()), toPath: program.folder + "/truth.mat")
        try FileManager.default.copyItem(
            atPath: temporary.writeMat("image.mat", MixedScene.image()), toPath: program.folder + "/image.mat")
        try FileManager.default.createDirectory(
            atPath: program.folder + "/experiments", withIntermediateDirectories: false)
        let catalogue = """
            scene:
              title: Scene
              kind: hyperspectral-image
              citation: none
              license: none
              homepage: none
              by-hand: none
              files: {image: {path: image.hdr}, image-data: {path: image.img}, truth: {path: truth.mat}}
              contents: {classes: [sand, silt, clay], rows: 40, columns: 20, bands: 68}
            """
        let spec = """
            name: scene
            title: Scene
            dataset: {source: scene, normalization: standardize-bands}
            split: {kind: bands, axis: rows, train: [0, 16], validation: [16, 28], test: [28, 40]}
            architecture: zhang-pixel-cnn
            training: {runs: 2, epochs: 40, batch: 16, optimizer: adam}
            losses: [mse-dirichlet]
            selection: {metric: mmae, on: validation}
            report: {table: mine, columns: [{part: scene, title: Scene}], figures: {}}
            """
        try Data(catalogue.utf8).write(to: URL(filePath: program.folder + "/experiments/datasets.yaml"))
        try Data(spec.utf8).write(to: URL(filePath: program.folder + "/experiments/scene.yaml"))
        let ending = try program.start(["run", "experiments/scene.yaml", "--quiet"], data: program.folder).wait()
        #expect(ending.status == 0, "\(ending)")
    }

    /// Applies the networks, or others, to an image, and leaves the results in a folder.
    func predict(_ image: String, model: String = model, into folder: String, _ more: String...) throws
        -> Program.Ending
    {
        try program.start(["predict", model, image, "--output", folder] + more).wait()
    }

    /// What the networks said, rows x columns x classes.
    func abundances(_ folder: String) throws -> NPYArray {
        try NPYFile.read(path: program.folder + "/" + folder + "/abundances.npy")
    }

    /// The verdict of each pixel: 0, 1 or 2, and NaN or the ignored value where it is missing.
    func verdicts(_ folder: String) throws -> [Float] {
        try ENVIImage(headerPath: program.folder + "/" + folder + "/verdicts.hdr").values
    }
}
