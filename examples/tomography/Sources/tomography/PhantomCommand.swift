import ArgumentParser
import Commands
import Foundation
import ScientificFormats

/// `tomography phantom`: makes a volume whose fractions are known, or takes voxels of one at random.
struct PhantomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phantom",
        abstract: "Make a cube of grains of four minerals: fractions.npy, voxels x minerals.",
        discussion: """
            With --sample there are only so many voxels of it, taken at random, and weighed.csv names the patterns that \
            'simulate' makes of them, for 'predict --calibrate'.
            """)

    /// Those of the dataset 'xrd', in its order.
    private static let minerals = ["calcite", "gibbsite", "dolomite", "hematite"]

    @Option(help: "The number of voxels along an edge.")
    var edge = 100

    @Option(help: "Another number makes other grains.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("How many voxels are taken; all of them where it is left out.", valueName: "count"))
    var sample: Int?

    @Option(help: ArgumentHelp("The folder of the files.", valueName: "folder"))
    var output = "phantom"

    func validate() throws {
        guard (2...200).contains(edge) else { throw ValidationError("--edge must be between 2 and 200") }
        guard (1...1_000_000).contains(sample ?? 1) else {
            throw ValidationError("--sample must be between 1 and 1000000")
        }
    }

    func run() throws {
        let phantom = Phantom(edge: edge, minerals: Self.minerals.count, seed: seed)
        let voxels = sample.map(phantom.sample) ?? Array(0..<phantom.voxels)
        let fractions = voxels.map(phantom.fractions)
        try Console.run {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
            try FileBytes.write(
                NPYFile.encode(fractions.flatMap(\.self), shape: [voxels.count, Self.minerals.count]),
                path: output + "/fractions.npy")
            if sample != nil { try FileBytes.write(Array(weighed(fractions).utf8), path: output + "/weighed.csv") }
            Console.print("\(voxels.count) voxels: \(output)/fractions.npy")
        }
    }

    /// A table of the patterns that are simulated of some fractions.
    private func weighed(_ fractions: [[Float]]) -> String {
        let rows = fractions.enumerated().map { index, own in
            (["simulated-tomography.npy#\(index)"] + own.map { "\($0)" }).joined(separator: ",")
        }
        return ([(["file"] + Self.minerals).joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }
}
