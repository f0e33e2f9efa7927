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

/// One mistake in a file.
public struct Problem: Sendable, Hashable {
    /// Where the mistake stands.
    public let place: SourcePlace
    /// What is wrong, and what would be right.
    public let message: String

    /// Makes a problem.
    public init(place: SourcePlace, message: String) {
        self.place = place
        self.message = message
    }
}

extension Problem: CustomStringConvertible {
    /// The problem as `file:line:column: message`.
    public var description: String { "\(place): \(message)" }
}

/// All the mistakes that were found in a file.
public struct InvalidDeclaration: Error, Equatable {
    /// The mistakes, each once, in the order of their places.
    public let problems: [Problem]

    /// Gathers mistakes, of which there must be at least one.
    public init(_ problems: [Problem]) {
        precondition(!problems.isEmpty, "an invalid declaration has at least one problem")
        self.problems = Set(problems).sorted { ($0.place, $0.message) < ($1.place, $1.message) }
    }
}

extension InvalidDeclaration: CustomStringConvertible {
    /// The mistakes, one a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// The list that everything being read from one file reports to.
final class ProblemList {
    private(set) var problems: [Problem] = []

    func report(_ message: String, at place: SourcePlace) {
        problems.append(Problem(place: place, message: message))
    }
}
