/// What became of a file that the catalogue declares.
public enum FileCondition: Sendable, Equatable {
    /// It is there, and it is the one that is meant.
    case intact(path: String)
    /// It is there, but the catalogue has no id to compare the one that was found with.
    case unverified(path: String, found: String)
    /// Another file is there in its place.
    case altered(path: String, expected: String, found: String)
    /// It is in none of the places that were searched.
    case missing(searched: [String])
    /// It is there, but cannot be read.
    case unreadable(path: String, reason: String)
}

extension FileCondition: CustomStringConvertible {
    /// The condition, as the end of a line that begins with the file.
    public var description: String {
        switch self {
        case .intact(let path): "ok: \(path)"
        case .unverified(let path, let found): "there, but no git blob id is declared: \(path) has \(found)"
        case .altered(let path, let expected, let found):
            "not the file that is meant: \(path) has the git blob id \(found), expected \(expected)"
        case .missing(let searched): "missing; looked for \(searched.joined(separator: ", "))"
        case .unreadable(let path, let reason): "cannot be read: \(path): \(reason)"
        }
    }
}
