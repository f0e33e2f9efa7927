/// How a text looks.
public struct TextStyle: Sendable {
    /// The font size, in points.
    public let size: Double
    /// Its colour.
    public let color: Color
    /// Whether it is bold.
    public let isBold: Bool

    /// Describes a style.
    public init(size: Double, color: Color = .ink, isBold: Bool = false) {
        self.size = size
        self.color = color
        self.isBold = isBold
    }

    /// The height of a capital letter, in points (DejaVu Sans: 1493 of 2048 units).
    public var capitalHeight: Double { 0.729 * size }

    /// Titles of figures and panels.
    public static let title = TextStyle(size: 8.5, isBold: true)
    /// What axes show.
    public static let label = TextStyle(size: 8)
    /// Numbers at axes, and legends.
    public static let tick = TextStyle(size: 7)
    /// The line under a figure.
    public static let footer = TextStyle(size: 6, color: .faint)
}
