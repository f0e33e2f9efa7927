/// A rectangle of pixels.
struct PixelRectangle {
    /// Its rows, counted from zero.
    let rows: Range<Int>
    /// Its columns, counted from zero.
    let columns: Range<Int>

    /// The number of its pixels.
    var pixels: Int { rows.count * columns.count }
}
