/// Some channels of a feature map: what a layer reads or writes.
public struct FeatureView {
    /// The map.
    public let map: FeatureMap
    /// The number of channels.
    public let channels: Int
    /// The first channel of the first pixel.
    public let scalars: UnsafeMutablePointer<Float>

    init(_ map: FeatureMap, channels: Range<Int>) {
        precondition(
            channels.lowerBound >= 0 && channels.upperBound <= map.channels && !channels.isEmpty
                && channels.lowerBound % FeatureMap.Vector.scalarCount == 0
                && (channels.upperBound % FeatureMap.Vector.scalarCount == 0 || channels.upperBound == map.channels),
            "channels \(channels) of a feature map of \(map.channels)")
        self.map = map
        self.channels = channels.count
        scalars = map.scalars + channels.lowerBound
    }

    /// The number of rows.
    public var rows: Int { map.rows }
    /// The number of columns.
    public var columns: Int { map.columns }
    /// The number of pixels.
    public var pixels: Int { map.pixels }
    /// The distance of two pixels, in scalars.
    public var pixelStride: Int { map.pixelStride }

    /// The distance of two pixels, in vectors.
    var vectorStride: Int { map.pixelStride / FeatureMap.Vector.scalarCount }
    /// The number of vectors that hold all channels of a pixel.
    var vectorCount: Int { (channels + FeatureMap.Vector.scalarCount - 1) / FeatureMap.Vector.scalarCount }
    /// The channels as vectors; pixel p starts at `p * vectorStride`.
    var vectors: UnsafeMutablePointer<FeatureMap.Vector> {
        UnsafeMutableRawPointer(scalars).assumingMemoryBound(to: FeatureMap.Vector.self)
    }
}
