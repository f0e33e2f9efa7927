/// What is said of a class before its proportion is.
public enum Presence: String, Sendable, Codable, CaseIterable {
    /// Its proportion is zero.
    case absent
    /// Its proportion may be zero.
    case possible
    /// Its proportion is above zero.
    case present
}
