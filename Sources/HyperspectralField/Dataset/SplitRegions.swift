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

    /// The numbers of the squares that pixels lie in, from 0 without a gap, in the order in which the squares appear.
    ///
    /// - Parameters:
    ///   - pixels: The pixels.
    ///   - side: The pixels on a side of a square; squares at the lower and right borders of the image are cut off.
    /// - Returns: The number of the square of each pixel.
    public func blocks(of pixels: [Int], side: Int) -> [Int] {
        var numbers: [Int: Int] = [:]
        let across = (size.columns + side - 1) / side
        return pixels.map { pixel in
            let square = pixel / size.columns / side * across + pixel % size.columns / side
            let number = numbers[square] ?? numbers.count
            numbers[square] = number
            return number
        }
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
