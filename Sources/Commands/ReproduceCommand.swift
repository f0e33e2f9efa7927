internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Reports
internal import ScientificFormats

/// `proportions reproduce`: carries out every experiment and draws all tables and figures.
struct ReproduceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reproduce",
        abstract: "Carry out the experiments, and draw the tables and figures.",
        discussion: """
            Runs that are done already are not repeated. A run counts as done when everything that determines its outcome \
            is as it was, and its record, weights and predictions are there. Ctrl-C stops; the next call goes on. \
            At the paper's effort on all data, coverage is \
            counted, too, as 'proportions coverage' does it.
            """)

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var chosen: RunOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let workspace = try Workspace(declarations)
            let specs = try workspace.specs(only: selection.only)
            let plans = try chosen.select(
                from: specs.map { try ExperimentPlan(spec: $0, effort: results.effort, location: data.location) })
            if let warning = CommittedRecords(results.store).warning(before: plans) { Console.inform(warning) }
            let execution = Execution(store: results.store, work: work)
            let endings = execution.carryOut(plans)
            let subjects = plans.map { Report.Subject(spec: $0.spec, edition: $0.edition) }
            let folder = output.folder(of: [.paper], areNamed: false)
            if !endings.interrupted { countCoverage(of: plans, into: folder) }
            let isSound = try Rendering(
                store: results.store, outputFolder: folder,
                publishedFolder: output.publishedFolder
            ).render(
                subjects + workspace.neighbours(of: subjects, among: workspace.specs(only: []), in: results),
                contenders: workspace.contenders(in: results))
            try endings.exit()
            if !isSound { throw ExitCode.failure }
        }
    }

    /// Counts how often stated uncertainties hold what is true, where runs are new that left models; what cannot be counted is
    /// told.
    private func countCoverage(of plans: [ExperimentPlan], into folder: String) {
        for plan in plans where !plan.isLeftOut && plan.edition == Effort.paper.rawValue {
            let name = CoverageFile.name(of: plan.spec.name)
            let records = results.store.records(experiment: plan.spec.name, edition: plan.edition).records
            let path = "\(folder)/\(name)"
            let known = try? CoverageFile(FileBytes.read(path: path), path: path)
            guard records.contains(where: { $0.model != nil }), known?.isOf(records) != true else { continue }
            do {
                let library = try Program.current.library(store: results.store, effort: results.effort)
                let report = try CoverageReport(
                    of: plan, dataset: plan.dataset(work), level: CoverageCommand.usualLevel, library: library)
                report?.leftOut.forEach { Console.complain("\(name): left out: \($0)") }
                try report?.write(into: folder)
            } catch {
                Console.inform("note: \(name) left as it is: \(Wording(of: error))")
            }
        }
    }
}
