/// A part of an image that the samples of one purpose come from.
public enum SplitRegion: UInt8, Sendable, CaseIterable {
    /// What networks are trained on.
    case training = 0
    /// What the epoch and the run are selected on.
    case validation = 1
    /// What results are reported on.
    case test = 2

    /// The key by which specs name the region.
    public var key: String {
        switch self {
        case .training: "train"
        case .validation: "validation"
        case .test: "test"
        }
    }
}

/// Which region each pixel of an image belongs to.
public struct SplitRegions: Sendable, Hashable {
    /// The code of pixels that no region holds.
    public static let none: UInt8 = 255

    /// The size of the image.
    public let size: ImageSize
    /// The code of each pixel's region, or ``none``; pixels row by row.
    public private(set) var codes: [UInt8]

    /// Makes a map on which no region holds a pixel.
    public init(size: ImageSize) {
        self.size = size
        codes = Array(repeating: Self.none, count: size.pixels)
    }

    /// The pixels of a region, counted row by row, in rising order; of no region for `nil`.
    public func pixels(of region: SplitRegion?) -> [Int] {
        let code = region?.rawValue ?? Self.none
        return codes.indices.filter { codes[$0] == code }
    }

    /// Gives a rectangle of pixels to a region.
    ///
    /// - Returns: The first pixel that another region, or an earlier rectangle, holds already. It is left as it was.
    mutating func assign(_ rectangle: PixelRectangle, to region: SplitRegion) -> (row: Int, column: Int)? {
        var taken: (row: Int, column: Int)?
        for row in rectangle.rows {
            for column in rectangle.columns {
                let pixel = size.pixel(row: row, column: column)
                if codes[pixel] == Self.none {
                    codes[pixel] = region.rawValue
                } else if taken == nil {
                    taken = (row, column)
                }
            }
        }
        return taken
    }
}

/// A rectangle of pixels.
public struct PixelRectangle: Sendable, Hashable {
    /// Its rows, counted from zero.
    public let rows: Range<Int>
    /// Its columns, counted from zero.
    public let columns: Range<Int>

    /// Makes a rectangle of rows and columns.
    public init(rows: Range<Int>, columns: Range<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// The number of its pixels.
    public var pixels: Int { rows.count * columns.count }
}
