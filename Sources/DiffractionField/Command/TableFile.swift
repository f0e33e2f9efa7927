internal import Foundation
internal import ScientificFormats

/// A table that grows line by line.
final class TableFile: Sendable {
    private let handle: FileHandle

    /// Begins the table anew.
    init(_ url: URL, header: String) throws {
        try AtomicFile.write(header.utf8, path: url.path)
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
    }

    /// Adds whole lines with one write, so that whoever reads meanwhile sees no part of one.
    func append(_ lines: String) throws { try handle.write(contentsOf: Data(lines.utf8)) }
}
