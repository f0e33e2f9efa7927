/// A row of short marks under a plot's lines, such as the reflections of a phase.
public struct PlotTickRow: Sendable {
    /// What the marks belong to; stands to the left of them.
    public let title: String
    /// The abscissas of the marks.
    public let positions: [Double]
    /// The colour of marks and title.
    public let color: Color
    /// A remark to the right of the marks.
    public let note: String

    /// The style of title and note, but for their colour.
    public static let titleStyle = TextStyle(size: 6)

    /// Describes a row.
    public init(title: String, positions: [Double], color: Color, note: String = "") {
        self.title = title
        self.note = note
        self.positions = positions
        self.color = color
    }
}
