/// The rows, columns and channels of feature maps.
public struct FeatureShape: Sendable, Hashable, CustomStringConvertible {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The number of channels.
    public let channels: Int

    /// Makes a shape of positive extents.
    public init(rows: Int, columns: Int, channels: Int) {
        precondition(rows > 0 && columns > 0 && channels > 0, "a feature map of \(rows) x \(columns) x \(channels)")
        self.rows = rows
        self.columns = columns
        self.channels = channels
    }

    /// The shape of a view.
    package init(_ view: FeatureView) {
        self.init(rows: view.rows, columns: view.columns, channels: view.channels)
    }

    /// The number of pixels.
    public var pixels: Int { rows * columns }

    /// The shape as rows x columns x channels.
    public var description: String { "\(rows) x \(columns) x \(channels)" }

    /// The same size with another number of channels.
    public func with(channels: Int) -> FeatureShape {
        FeatureShape(rows: rows, columns: columns, channels: channels)
    }
}
