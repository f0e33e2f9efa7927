public import NumericalMethods
internal import Reports

/// A colour image, for looking at.
public struct ColorImage: Sendable {
    let raster: Raster

    /// Makes an image of three channels of one shape, rows x columns, each from 0 (dark) to 1 (bright).
    ///
    /// Numbers outside are clipped; a pixel with a NaN is shown as one without a value.
    public init(red: Matrix<Double>, green: Matrix<Double>, blue: Matrix<Double>) {
        precondition(
            red.rows == green.rows && red.rows == blue.rows && red.columns == green.columns
                && red.columns == blue.columns && !red.elements.isEmpty,
            "channels of \(red.rows) x \(red.columns), \(green.rows) x \(green.columns) and "
                + "\(blue.rows) x \(blue.columns) are no image")
        let pixels = red.elements.indices.map { index in
            let parts = (red.elements[index], green.elements[index], blue.elements[index])
            let isAbsent = parts.0.isNaN || parts.1.isNaN || parts.2.isNaN
            return isAbsent ? Color.absent.packed : Color(red: parts.0, green: parts.1, blue: parts.2).packed
        }
        raster = Raster(rows: red.rows, columns: red.columns, pixels: pixels)
    }
}
