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
