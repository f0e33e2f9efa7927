public import Foundation

extension ResultTable {
    /// Writes `tableN.md`, `tableN.tex` and `tableN.csv`, or `table-NAME.md` and so on, into a folder, each whole or not at all.
    ///
    /// - Parameter folder: An existing folder.
    /// - Throws: What the file system answers.
    public func write(into folder: URL) throws {
        for (ending, text) in [("md", markdown), ("tex", latex), ("csv", csv)] {
            try Data(text.utf8).write(to: folder.appending(path: "\(table.fileName).\(ending)"), options: .atomic)
        }
    }
}
