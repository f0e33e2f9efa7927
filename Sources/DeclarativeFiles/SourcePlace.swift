/// Where something stands in a file.
public struct SourcePlace: Sendable, Hashable {
    /// The file, as it was named by whoever asked for it.
    public let file: String
    /// The line, counted from one; zero stands for the file as a whole.
    public let line: Int
    /// The column in Unicode scalars, counted from one; zero stands for the file as a whole.
    public let column: Int

    /// Makes a place in a file.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// Makes a place that stands for a file as a whole.
    public init(file: String) {
        self.init(file: file, line: 0, column: 0)
    }
}

extension SourcePlace: Comparable {
    /// Orders places by file, line and column.
    public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

extension SourcePlace: CustomStringConvertible {
    /// The place as compilers write it: `file:line:column`.
    public var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
