internal import DeclarativeFiles
internal import Experiments
internal import Foundation
internal import ProportionInference
internal import Reports

/// Everything that a number of a table was made of.
struct Explanation {
    let number: ReportedNumber
    /// The lines of the spec that determine the number.
    let specLines: [SourceLine]
    /// The command that makes the number's runs again and compares them, or that scored what was made elsewhere.
    let command: String

    /// Collects it.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - results: Where its records are, and of which effort.
    /// - Throws: `InvalidDeclaration` where the spec cannot be read any more.
    init(of number: ReportedNumber, in results: ResultOptions) throws {
        self.number = number
        let spec = number.results.spec
        let method: Set = [number.method.name]
        let ofData: Set = ["name", "seed", "dataset", "split"]
        let ofTraining = ["architecture", "training", "losses", "baselines", "selection"]
        specLines = try DeclarativeFile.excerpt(
            path: spec.place.file,
            keys: number.isExternal ? ofData : ofData.union(ofTraining),
            items: ["losses": method, "baselines": method])
        guard !number.isExternal else {
            let known = number.records().lazy.compactMap(\.provenance.command).first
            command = known ?? "proportions score \(spec.name) PREDICTIONS ... --name \"\(number.method.title)\""
            return
        }
        let kernels = Set(number.records().map(\.provenance.environment.blasKernels))
        let setting = kernels.count == 1 ? kernels.first.flatMap(\.self).map { "OPENBLAS_CORETYPE=\($0) " } ?? "" : ""
        command =
            setting + "proportions verify \(spec.name) --method \(number.method.name)"
            + (results.effort == .paper ? "" : " --effort \(results.effort)")
            + (results.resultsFolder == "results" ? "" : " --results \(results.resultsFolder)")
    }

    /// The run whose value the table shows, or nothing where it shows a mean.
    var selected: RunRecord? { Selection.best(of: number.records()) }

    /// The number, as the table prints it, and what it is.
    var heading: String {
        let table = number.results.spec.report.table
        let name =
            switch table {
            case .number(let number): "Table \(number)"
            case .name(let name): "Table “\(name)”"
            }
        return "\(name), \(number.method.title), \(number.column.title), \(number.address.metric.title)"
    }
}
