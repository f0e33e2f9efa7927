/// A model that is part of the program.
public struct ShippedModel: Sendable {
    /// Its name, which the command line gives: that of the experiment that trained it.
    public let name: String
    /// What it infers, a part of a sentence.
    public let summary: String
    /// The contents of its file.
    let contents: @Sendable () -> [UInt8]

    /// Names a model.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - summary: What it infers, a part of a sentence.
    ///   - contents: Gives the contents of its file.
    public init(name: String, summary: String, contents: @escaping @Sendable () -> [UInt8]) {
        self.name = name
        self.summary = summary
        self.contents = contents
    }
}
