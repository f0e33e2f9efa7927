public import Experiments
internal import ProportionInference
public import Unmixing

/// Which part of a split each pixel of an image belongs to.
public struct SplitRegions: Sendable, Equatable {
    /// The size of the image.
    public let size: ImageSize
    /// The region of each pixel, pixels row by row.
    public private(set) var labels: [ImagePicture.Region]

    /// Makes a map on which every pixel belongs to no part.
    init(size: ImageSize) {
        self.size = size
        labels = Array(repeating: .none, count: size.pixels)
    }

    /// The pixels of a region, counted row by row, in rising order.
    public func pixels(of region: ImagePicture.Region) -> [Int] {
        labels.indices.filter { labels[$0] == region }
    }

    /// Gives the pixels of a rectangle to a region, as far as they belong to no part yet.
    ///
    /// - Returns: The first pixel that was taken already.
    mutating func assign(_ rectangle: PixelRectangle, to region: ImagePicture.Region) -> Int? {
        var taken: Int?
        for row in rectangle.rows {
            for column in rectangle.columns {
                let pixel = size.pixel(row: row, column: column)
                if labels[pixel] == .none {
                    labels[pixel] = region
                } else if taken == nil {
                    taken = pixel
                }
            }
        }
        return taken
    }
}
