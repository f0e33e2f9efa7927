public import Experiments
public import ProportionInference

/// Which number of which table is meant, as in `table2/mse-dirichlet/jasper-ridge/mmae`.
public struct NumberAddress: Sendable, Hashable, CustomStringConvertible {
    /// The table, by the name of its files.
    public let table: String
    /// The method, by its name.
    public let method: String
    /// The column, by the name of its test part.
    public let column: String
    /// The score.
    public let metric: ProportionMetric

    /// The parts, joined by slashes.
    public var description: String { parts.joined(separator: "/") }

    /// Table, method, column and score by their names.
    public var parts: [String] { [table, method, column, metric.rawValue] }

    /// The addresses of all numbers that an experiment has in its table, row by row.
    ///
    /// - Parameters:
    ///   - spec: The experiment.
    ///   - external: The methods whose results were made elsewhere.
    /// - Returns: The addresses.
    public static func all(of spec: ExperimentSpec, external: [String] = []) -> [NumberAddress] {
        (spec.methodCards.map(\.name) + external).flatMap { method in
            spec.report.columns.flatMap { column in
                ProportionMetric.allCases.map {
                    NumberAddress(
                        table: spec.report.table.fileName, method: method, column: column.part, metric: $0)
                }
            }
        }
    }
}
