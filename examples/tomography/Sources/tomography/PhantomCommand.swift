import ArgumentParser
import Foundation
import ScientificFormats

/// `tomography phantom`: makes a volume whose fractions are known.
struct PhantomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phantom", abstract: "Make a cube of grains of four minerals: fractions.npy, voxels x minerals.")

    @Option(help: "The number of voxels along an edge.")
    var edge = 100

    @Option(help: "Another number makes other grains.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("The folder of the file.", valueName: "folder"))
    var output = "phantom"

    func validate() throws {
        guard (2...200).contains(edge) else { throw ValidationError("--edge must be between 2 and 200") }
    }

    func run() throws {
        let fractions = Phantom(edge: edge, minerals: 4, seed: seed).fractions()
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        try Data(NPYFile.encode(fractions, shape: [fractions.count / 4, 4]))
            .write(to: URL(filePath: output + "/fractions.npy"), options: .atomic)
        print("\(fractions.count / 4) voxels: \(output)/fractions.npy")
    }
}
