import ArgumentParser
import Foundation
import Reports
import ScientificFormats

/// `tomography maps`: compares what was inferred of a volume with what is true.
struct MapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maps",
        abstract: "Say how far inferred fractions are from the true ones, and draw the middle slice: maps.png.")

    @Argument(help: "The true fractions of a cube (.npy, voxels x minerals).", completion: .file(extensions: ["npy"]))
    var truth: String

    @Argument(help: "The folder that 'predict' left.", completion: .directory)
    var inferred: String

    func run() throws {
        let truth = try Volume(path: truth)
        let table = try InferredTable(path: inferred + "/predictions.csv", voxels: truth.voxels)
        let errors = VolumeErrors(truth: truth, inferred: table)
        print(errors.text(), terminator: "")
        let figure = try Figure.slices(of: truth, inferred: table.fractions, minerals: table.minerals)
        try Data(figure.png()).write(to: URL(filePath: inferred + "/maps.png"), options: .atomic)
        print("\(inferred)/maps.png: the middle slice")
    }
}
