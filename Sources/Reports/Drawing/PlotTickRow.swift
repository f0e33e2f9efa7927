/// A row of short marks under a plot's lines, such as the reflections of a phase.
package struct PlotTickRow: Sendable {
    /// What the marks belong to; stands to the left of them.
    package let title: String
    package let positions: [Double]
    package let color: Color
    /// A remark to the right of the marks.
    package let note: String

    /// The style of title and note, but for their colour.
    package static let titleStyle = TextStyle(size: 6)

    package init(title: String, positions: [Double], color: Color, note: String = "") {
        self.title = title
        self.note = note
        self.positions = positions
        self.color = color
    }
}
