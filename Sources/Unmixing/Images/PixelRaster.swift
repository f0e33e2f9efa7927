package import NumericalMethods

/// The pixels of an image, and which of them have a spectrum.
public struct PixelRaster: Sendable, Equatable {
    /// The number of rows and columns.
    public let size: ImageSize
    /// How many pixels have a spectrum.
    public let presentCount: Int
    /// Whether each pixel has a spectrum; nothing where all have one.
    package let isPresent: [Bool]?

    /// Makes an image of which every pixel has a spectrum.
    public init(size: ImageSize) {
        (self.size, presentCount, isPresent) = (size, size.pixels, nil)
    }

    /// Makes an image of which some pixels have a spectrum.
    package init(size: ImageSize, isPresent: [Bool]) {
        precondition(isPresent.count == size.pixels, "\(isPresent.count) values for an image of \(size)")
        self.size = size
        presentCount = isPresent.reduce(0) { $0 + ($1 ? 1 : 0) }
        self.isPresent = presentCount == size.pixels ? nil : isPresent
    }

    /// Whether pixels are missing.
    public var hasMissing: Bool { isPresent != nil }

    /// The pixels that have a spectrum, in their order; nothing where all have one.
    public func presentPixels() -> [Int]? {
        isPresent.map { isPresent in isPresent.indices.filter { isPresent[$0] } }
    }

    /// The pixels of spectra, which are counted among those that are there.
    package func pixels(ofSpectra spectra: [Int]) -> [Int] {
        guard let present = presentPixels() else { return spectra }
        return spectra.map { present[$0] }
    }

    /// The spectra of pixels that rise and all have one, counted among those that are there.
    package func spectra(ofPixels pixels: [Int]) -> [Int] {
        guard let isPresent else { return pixels }
        var (next, count) = (0, 0)
        return pixels.map { pixel in
            while next < pixel {
                if isPresent[next] { count += 1 }
                next += 1
            }
            return count
        }
    }

    /// Brings values of the pixels that have a spectrum to their places; missing pixels get NaN.
    ///
    /// - Parameters:
    ///   - values: As many rows as there are pixels with a spectrum, from a pixel on.
    ///   - pixels: The pixels.
    /// - Returns: A row for every one of these pixels.
    package func placed(_ values: Matrix<Double>, at pixels: Range<Int>) -> Matrix<Double> {
        guard let isPresent else { return values }
        var placed: [Double] = []
        placed.reserveCapacity(pixels.count * values.columns)
        let missing = [Double](repeating: .nan, count: values.columns)
        var next = 0
        for pixel in pixels {
            if isPresent[pixel] {
                placed += values.row(next)
                next += 1
            } else {
                placed += missing
            }
        }
        precondition(next == values.rows, "\(values.rows) rows for \(next) pixels")
        return Matrix(rows: pixels.count, columns: values.columns, elements: placed)
    }

    /// The pixels that hold the next so many spectra, from a pixel on; missing ones behind the last are among them where
    /// nothing else follows.
    package func pixels(from start: Int, spectra count: Int) -> Range<Int> {
        guard let isPresent else { return start..<start + count }
        var (end, found) = (start, 0)
        while end < isPresent.count, found < count || !isPresent[end] {
            if isPresent[end] { found += 1 }
            end += 1
        }
        return start..<end
    }
}
