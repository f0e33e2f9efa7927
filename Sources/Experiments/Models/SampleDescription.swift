public import DeclarativeFiles

/// How the samples of a model are made from what users measure: everything that a field needs to prepare another sample.
///
/// The contents are the field's own, as a declaration: numbers that were estimated from training samples included.
public struct SampleDescription: Sendable, Codable, Equatable {
    /// The kind of the samples, by which the command is found that prepares others like them, such as `powder-patterns`.
    public let kind: String
    /// What the field keeps.
    public let contents: StructuredValue

    /// Describes samples.
    public init(kind: String, contents: StructuredValue) {
        self.kind = kind
        self.contents = contents
    }
}
