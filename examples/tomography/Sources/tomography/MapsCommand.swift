import ArgumentParser
import Commands
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
        try Console.run {
            let volume = try Volume(path: truth)
            let table = try InferredTable(path: inferred + "/predictions.csv", voxels: volume.voxels)
            guard table.minerals.count == volume.minerals else {
                throw FormatError(
                    file: truth, reason: "has \(volume.minerals) minerals, and \(table.minerals.count) were inferred")
            }
            Console.print(VolumeErrors(truth: volume, inferred: table).text(), terminator: "")
            let figure = try Figure.slices(of: volume, inferred: table.fractions, minerals: table.minerals)
            try FileBytes.write(figure.png(), path: inferred + "/maps.png")
            Console.print("\(inferred)/maps.png: the middle slice")
        }
    }
}
