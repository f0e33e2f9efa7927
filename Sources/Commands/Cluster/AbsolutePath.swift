internal import Foundation

/// Paths that mean the same wherever a program is started.
enum AbsolutePath {
    /// A path from the root on.
    static func of(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
