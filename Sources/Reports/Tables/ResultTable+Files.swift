public import Foundation
internal import ScientificFormats

extension ResultTable {
    /// Writes `tableN.md`, `tableN.tex` and `tableN.csv`, or `table-NAME.md` and so on, into a folder, each whole or not at all.
    ///
    /// - Parameter folder: An existing folder.
    /// - Throws: A `StorageError` that names the file.
    public func write(into folder: URL) throws {
        for (ending, text) in [("md", markdown), ("tex", latex), ("csv", csv)] {
            try AtomicFile.write(text.utf8, path: folder.appending(path: "\(table.fileName).\(ending)").path)
        }
    }
}
