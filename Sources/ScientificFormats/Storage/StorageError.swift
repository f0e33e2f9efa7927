internal import Foundation

/// A result could not be stored.
public struct StorageError: Error, Equatable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// What could not be done with it.
    public let action: String
    /// What the system said.
    public let reason: String

    init(path: String, action: String, errno code: Int32) {
        self.init(path: path, action: action, reason: String(cString: strerror(code)))
    }

    init(path: String, action: String, reason: String) {
        self.path = path
        self.action = action
        self.reason = reason
    }

    /// The path, what could not be done with it, and why.
    public var description: String { "\(path): could not \(action): \(reason)" }
}
