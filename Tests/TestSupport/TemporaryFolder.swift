internal import Foundation

/// A folder that is removed when it is let go.
package final class TemporaryFolder: Sendable {
    /// Its path.
    package let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()

    /// Makes it.
    package init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
