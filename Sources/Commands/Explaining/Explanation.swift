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
        let origin = number.results
        specLines = try origin.specLines(of: number.method.name)
        let made = origin.command(of: number.method.name)
        command =
            number.isExternal
            ? made
            : made + (results.effort == .paper ? "" : " --effort \(results.effort)")
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
