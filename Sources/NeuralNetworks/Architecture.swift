/// The published design of a network, for signals of any length and any number of classes.
public struct Architecture: Sendable {
    /// The name that specs use.
    public let name: String
    /// One sentence that says what it is.
    public let summary: String
    /// Where it was published.
    public let reference: String
    /// Counts the changes that alter its numbers.
    public let revision: Int
    private let build: @Sendable (_ inputLength: Int, _ classes: Int) -> [any Layer]?

    /// Describes an architecture.
    ///
    /// - Parameters:
    ///   - name: The name that specs use.
    ///   - summary: One sentence that says what it is.
    ///   - reference: Where it was published.
    ///   - revision: Counts the changes that alter its numbers.
    ///   - build: Gives the layers for a signal of so many points and so many classes, or nothing where the signal is
    ///     too short.
    public init(
        name: String, summary: String, reference: String, revision: Int = 1,
        build: @escaping @Sendable (_ inputLength: Int, _ classes: Int) -> [any Layer]?
    ) {
        self.name = name
        self.summary = summary
        self.reference = reference
        self.revision = revision
        self.build = build
    }

    /// The layers for a signal of so many points and so many classes, or nothing where the signal is too short.
    public func layers(inputLength: Int, classes: Int) -> [any Layer]? {
        build(inputLength, classes)
    }
}
