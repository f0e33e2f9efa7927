/// What a method is given beside the signals.
public enum Supervision: String, Sendable, Codable, CaseIterable {
    /// The true proportions of the training samples.
    case labels
    /// The true spectra of the classes.
    case endmembers
    /// The crystal structures of the classes.
    case structures
    /// Nothing.
    case nothing
    /// What it was given is not known, as of results made elsewhere.
    case unknown
}
