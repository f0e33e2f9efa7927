extension HyperspectralImage {
    /// A picture of the image in red, green and blue.
    ///
    /// A colour is the mean of a range of bands, as in the paper's figure 2, stretched so that its percentiles 2 and 98
    /// become 0 and 1; what lies beyond is cut off.
    ///
    /// - Parameter ranges: The bands of red, green and blue, none of them empty.
    /// - Returns: Red, green and blue of each pixel, pixels row by row, 0 to 1.
    package func rgb(_ ranges: [Range<Int>]) -> [Float] {
        precondition(ranges.count == 3, "\(ranges.count) colours")
        let channels = ranges.map { range in
            stretched((0..<size.pixels).map { pixel in spectra.row(pixel).mean(over: range) })
        }
        return (0..<size.pixels).flatMap { pixel in channels.map { $0[pixel] } }
    }
}

extension ArraySlice<Float> {
    /// The mean of the elements at the offsets of a range.
    fileprivate func mean(over offsets: Range<Int>) -> Float {
        self[startIndex + offsets.lowerBound..<startIndex + offsets.upperBound].reduce(0, +) / Float(offsets.count)
    }
}

/// Maps the percentiles 2 and 98 to 0 and 1; equal values all become 0.
private func stretched(_ values: [Float]) -> [Float] {
    let sorted = values.sorted()
    let low = sorted[(sorted.count - 1) * 2 / 100]
    let high = sorted[(sorted.count - 1) * 98 / 100]
    guard high > low else { return values.map { _ in 0 } }
    return values.map { min(max(($0 - low) / (high - low), 0), 1) }
}
