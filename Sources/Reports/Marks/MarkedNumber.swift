public import DeclarativeFiles

/// A number in a text that repeats one of the results, and the mark that says which.
///
/// A mark is a comment of Markdown, which no page shows. It stands behind a number, or in a row of a table before the numbers that it
/// is for:
///
///     UnDIP has an RRS of 22.41<!-- = table2/undip/jasper-ridge/rrs/mean --> %.
///
///     | Jasper Ridge<!-- = table2/*/jasper-ridge/mmae --> | 1.41 | 1.78 |
///
/// In a row, `*` stands for the method or the score that the head of each column names. In a row of scores, columns of anything else
/// are passed over, and so is every cell that has a mark of its own.
public struct MarkedNumber: Sendable, Equatable {
    /// Where the number stands.
    public let place: SourcePlace
    /// The number as it is written.
    public let text: String
    /// What the mark says that it is.
    public let name: String
    /// The head of its column, where a `*` of the name stands for it.
    public let heading: String?

    /// Describes a number.
    public init(place: SourcePlace, text: String, name: String, heading: String? = nil) {
        self.place = place
        self.text = text
        self.name = name
        self.heading = heading
    }

    /// How many decimals it is written with.
    public var decimals: Int { text.prefix { $0 != " " }.split(separator: ".").dropFirst().first?.count ?? 0 }
}
