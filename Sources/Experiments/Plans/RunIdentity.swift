public import DeclarativeFiles
internal import ScientificFormats

/// What determines the outcome of a run, and the hash by which a finished run is known again.
///
/// Two runs with equal identities have equal results. Titles, report places and other methods of the experiment are no
/// part of it, so that changing them reruns nothing.
public struct RunIdentity: Sendable, Equatable {
    /// What determines the outcome.
    public let recipe: StructuredValue
    /// The SHA-256 of its canonical form, in hexadecimal.
    public let hash: String

    /// Hashes a recipe.
    public init(recipe: StructuredValue) {
        self.recipe = recipe
        hash = ContentDigest.sha256(Array(recipe.canonicalJSON().utf8))
    }
}
