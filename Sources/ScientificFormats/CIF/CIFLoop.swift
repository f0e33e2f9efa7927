/// A loop of a CIF file: a table whose columns are tags.
public struct CIFLoop: Sendable {
    /// The tags, as they are written.
    public let tags: [String]
    /// The number of rows.
    public let rowCount: Int
    private let values: [CIFValue]
    private let columns: [String: Int]

    init(tags: [String], values: [CIFValue]) {
        precondition(!tags.isEmpty && values.count % tags.count == 0, "\(values.count) values for \(tags.count) tags")
        self.tags = tags
        self.values = values
        rowCount = values.count / tags.count
        columns = Dictionary(tags.enumerated().map { (CIFBlock.key($1), $0) }) { first, _ in first }
    }

    /// The value of a tag in a row, or nothing where the loop has no such tag.
    public subscript(row: Int, tag: String) -> CIFValue? {
        columns[CIFBlock.key(tag)].map { values[row * tags.count + $0] }
    }
}
