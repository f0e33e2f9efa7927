/// A run whose record cannot stand for it: unreadable, edited, or of another run.
public struct DamagedRecord: Sendable, Equatable {
    /// The method whose folder it lies in.
    public let method: String
    /// The name of its own folder, such as `run-3`.
    public let folder: String
    /// The file, and what is wrong with it.
    public let reason: String
}
