internal import Foundation

/// A table that grows line by line.
final class TableFile: Sendable {
    private let handle: FileHandle

    /// Begins the table anew.
    init(_ url: URL, header: String) throws {
        try Data(header.utf8).write(to: url, options: .atomic)
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
    }

    /// Adds whole lines with one write, so that whoever reads meanwhile sees no part of one.
    func append(_ lines: String) throws { try handle.write(contentsOf: Data(lines.utf8)) }
}
