/// The padding of an image by its mirror image.
///
/// The border is not repeated: … 2 1 | 0 1 2 … n-2 n-1 | n-2 n-3 …
enum Reflection {
    /// The row or column that stands where one of the padded image is asked for, at most one step beyond a border.
    ///
    /// - Parameters:
    ///   - index: The index of a row or column, from -1 to the count.
    ///   - count: The number of rows or columns, at least two.
    /// - Returns: The index within the image.
    static func source(_ index: Int, count: Int) -> Int {
        index < 0 ? -index : index >= count ? 2 * count - 2 - index : index
    }

    /// The sources of the rows or columns -1, 0, 1, …, of which those past the padded image repeat its last.
    static func sources(_ padded: Int, count: Int) -> [Int] {
        (0..<padded).map { source(min($0 - 1, count), count: count) }
    }
}
