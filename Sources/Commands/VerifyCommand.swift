internal import ArgumentParser
internal import Experiments
internal import Foundation

/// `proportions verify`: makes runs again and compares them with their records.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Make runs again in a temporary folder, and compare them with their records.",
        discussion: """
            Scores and files must have the same bits where the BLAS kernels are those of the record. Other kernels round \
            otherwise, and training makes much of little: there scores may differ by as much as --tolerance says, and by 0.01 \
            percentage points where a method has a single run; RRS is told and not judged. The environment variable OPENBLAS_CORETYPE chooses the kernels. No record is changed. The status is 1 where a run \
            differs, a record is damaged, or there is nothing to compare.
            """)

    @OptionGroup var specs: SpecOptions

    @Option(
        name: .customLong("runs"),
        help: ArgumentHelp(
            "How many runs of each method are made again, the first ones. (default: all)", valueName: "number"))
    var count: Int?

    @Option(help: "By how many standard deviations over a method's runs a score may differ under other kernels.")
    var tolerance = 3.0

    @OptionGroup var chosen: RunOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        try OptionRange.check(count, in: 1..., "--runs")
        try OptionRange.check(tolerance, in: 0...1000, "--tolerance")
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let plans = try chosen.select(
                from: Workspace(declarations).specs(named: specs.words).map {
                    try ExperimentPlan(spec: $0, effort: results.effort, location: data.location)
                })
            let folder = FileManager.default.temporaryDirectory.appending(path: "proportions-verify-\(UUID())").path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            var verification = Verification(
                records: results.store, again: ResultsStore(root: folder), deviations: tolerance)
            let recorded = verification.recorded(in: plans, count: count)
            let endings = Execution(store: verification.again, work: work).carryOut(recorded)
            for plan in recorded { verification.compare(plan) }
            Console.print(verification.text())
            if endings.interrupted { try endings.exit() }
            if !verification.isSound { throw ExitCode.failure }
        }
    }
}
