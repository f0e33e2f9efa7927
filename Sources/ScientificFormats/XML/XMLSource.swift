/// Where an XML document is from, for what is said of it.
package struct XMLSource {
    /// The path of the file.
    let path: String
    /// The entry, where the file is an archive.
    let entry: String?

    package init(path: String, entry: String? = nil) {
        self.path = path
        self.entry = entry
    }

    /// An error at a line, and at a column of it where one is given.
    func error(line: Int, column: Int? = nil, _ reason: String) -> FormatError {
        let place = "line \(line)" + (column.map { ", column \($0)" } ?? "")
        return FormatError(file: path, place: (entry.map { "entry '\($0)', " } ?? "") + place, reason: reason)
    }

    /// An error at an element, which it names.
    func error(_ element: XMLElement, _ reason: String) -> FormatError {
        error(line: element.line, "'\(element.name)': \(reason)")
    }
}
