internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import Reports
internal import ScientificFormats

/// `proportions coverage`: how often what is said of uncertainty holds.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Count how often stated uncertainties hold what is true, on the test samples of experiments.",
        discussion: """
            Takes the finished runs of the experiments and makes none. For each loss: sets of proportions, calibrated on the \
            validation samples, of all its networks and of the best one; where the loss reads outputs as a Dirichlet \
            distribution, its intervals as they come and its calibrated regions of highest density; and the standard \
            uncertainties of methods that state some.

            'joint' is the share of samples whose proportions are held, all at once, 'by class' the mean share of one class, \
            'worst' the joint share of the worst stratum (a number of classes, or a class that is there), and 'width' the \
            mean length of an interval. Leaves for each experiment NAME-coverage.csv with all strata and levels, and \
            NAME-coverage.png, .pdf and .svg: how often sets of each level hold what is true, and how the mean error falls where \
            the least sure samples are set aside.
            """)

    /// The level where none is given.
    static let usualLevel = 0.9

    @OptionGroup var specs: SpecOptions

    @Option(help: ArgumentHelp("How often sets are to hold what is true, 0.5 to 0.999.", valueName: "share"))
    var level = CoverageCommand.usualLevel

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "coverage"

    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        try OptionRange.check(level, in: 0.5...0.999, "--level")
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let plans = try Workspace(declarations).specs(named: specs.words).map {
                try ExperimentPlan(spec: $0, effort: results.effort, location: data.location)
            }
            let library = try Program.current.library(store: results.store, effort: results.effort)
            var isComplete = true
            for plan in plans where !plan.isLeftOut {
                let dataset = try plan.dataset(work)
                let report = try CoverageReport(of: plan, dataset: dataset, level: level, library: library)
                guard let report else {
                    Console.complain(
                        "\(plan.spec.name): no finished run left a model or uncertainties; results of before there were "
                            + "models are made again once their folders are removed")
                    isComplete = false
                    continue
                }
                Console.print(report.text())
                report.leftOut.forEach { Console.complain("left out: \($0)") }
                try report.write(into: outputFolder)
            }
            if !isComplete { throw ExitCode.failure }
        }
    }
}

extension ExperimentPlan {
    /// The samples of the experiment.
    func dataset(_ work: WorkOptions) throws -> PreparedDataset {
        try spec.dataset.prepare(
            source,
            options: PreparationOptions(
                trainingShare: effort.trainingShare, cacheFolder: work.cacheFolder,
                monitor: RunMonitor(threads: work.workers)))
    }
}

extension CoverageReport {
    /// Counts for the finished runs of an experiment; nothing where none left a model or uncertainties.
    ///
    /// - Throws: Where a model or a prediction cannot be read, or the validation samples are too few for the level.
    init?(of plan: ExperimentPlan, dataset: PreparedDataset, level: Double, library: ModelLibrary) throws {
        let study = CoverageStudy(plan: plan, dataset: dataset, level: level, library: library)
        let rows = try study.rows()
        guard !rows.isEmpty else { return nil }
        self.init(
            experiment: plan.spec, classes: dataset.classes, level: level, rows: rows, leftOut: study.leftOut())
    }
}
