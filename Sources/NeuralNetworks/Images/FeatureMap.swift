/// An image with several channels, in memory of its own: rows x columns x channels, channels fastest.
///
/// Channels run fastest so that every layer of images works on whole vectors of channels, and a convolution is a product
/// of matrices that has its pixels as rows. Pixels start on a cache line and lie an odd number of lines apart: a distance
/// that is a power of two would map the pixels of a window onto a few sets of the first-level cache. What stands between
/// the last channel of a pixel and the next pixel is zero, and layers keep it so.
public final class FeatureMap {
    /// Eight channels of one pixel.
    typealias Vector = SIMD8<Float>

    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The number of channels.
    public let channels: Int
    /// The distance of two pixels, in scalars.
    public let pixelStride: Int
    /// The entries; channel c at row r and column q stands at `(r * columns + q) * pixelStride + c`.
    public var scalars: UnsafeMutablePointer<Float> { buffer.start }

    private let buffer: FloatBuffer

    /// Allocates a map of zeros.
    public init(rows: Int, columns: Int, channels: Int) {
        precondition(rows > 0 && columns > 0 && channels > 0, "a feature map of \(rows) x \(columns) x \(channels)")
        self.rows = rows
        self.columns = columns
        self.channels = channels
        pixelStride = Self.stride(channels: channels)
        buffer = FloatBuffer(count: rows * columns * pixelStride)
    }

    /// The distance of two rows of a matrix with so many columns: whole cache lines, an odd number of them.
    package static func stride(channels: Int) -> Int {
        ((channels + 15) / 16 | 1) * 16
    }

    /// The number of pixels.
    public var pixels: Int { rows * columns }

    /// All channels.
    public var view: FeatureView { FeatureView(self, channels: 0..<channels) }

    /// Some of the channels, such as the part of a concatenation that one of its sources writes.
    ///
    /// - Parameter channels: A range that begins at a multiple of eight and ends at one or at the last channel.
    /// - Returns: The view, which keeps the map alive.
    public func view(channels: Range<Int>) -> FeatureView { FeatureView(self, channels: channels) }
}
