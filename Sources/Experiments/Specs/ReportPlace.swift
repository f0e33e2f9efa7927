/// Where the results of an experiment are shown.
public struct ReportPlace: Sendable, Codable, Equatable {
    /// A column group of a table.
    public struct Column: Sendable, Codable, Equatable {
        /// The name of the test part that it shows.
        public let part: String
        /// Its heading.
        public let title: String
        /// Whether published numbers stand beside ours: not where the samples are others than the paper's.
        public let isCompared: Bool
    }

    /// A figure that an experiment wants.
    public struct Figure: Sendable, Codable, Equatable {
        /// The key of its kind.
        public let kind: String
        /// The name of its files, without extension.
        public let name: String
        /// The names of the methods that it shows, in their order; empty where its kind does not ask for them.
        public let methods: [String]
    }

    /// The table that an experiment's columns stand in; several experiments may share one.
    public enum Table: Sendable, Codable, Hashable {
        /// The paper's table of a number.
        case number(Int)
        /// A table of our own, which the paper does not have.
        case name(String)

        /// The name of its files, without extension: `table2` or `table-instrument`.
        public var fileName: String {
            switch self {
            case .number(let number): "table\(number)"
            case .name(let name): "table-\(name)"
            }
        }

        /// The number or the name, as text.
        public var label: String {
            switch self {
            case .number(let number): "\(number)"
            case .name(let name): name
            }
        }
    }

    /// The table.
    public let table: Table
    /// What the table shows, without a full stop; nothing where the spec leaves it to the report.
    public let caption: String?
    /// The number of the paper's table whose numbers stand beside ours, or nothing where none do.
    public let published: Int?
    /// Its column groups, in order.
    public let columns: [Column]
    /// Its figures, in the order of the catalogue.
    public let figures: [Figure]
}
