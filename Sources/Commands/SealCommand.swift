internal import ArgumentParser
internal import Experiments

/// `proportions seal`: gives digests to the records of earlier versions.
struct SealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Give a digest to the records of version 0.1, which have none.",
        shouldDisplay: false)

    @Option(name: .customLong("results"), help: "The folder of the records.")
    var resultsFolder = "results"

    func run() throws {
        try Console.run {
            let (sealed, damaged) = try ResultsStore(root: resultsFolder).sealRecords()
            Console.print("\(sealed) records got a digest")
            for record in damaged { Console.complain("failed: \(record.reason)") }
            if !damaged.isEmpty { throw ExitCode.failure }
        }
    }
}
