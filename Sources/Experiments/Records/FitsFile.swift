public import ProportionInference
internal import ScientificFormats

/// How a method explains the samples of a run: an array of 64-bit floats in `fits.npy`, samples x 3 x points.
///
/// The three rows of a sample are positions, measured values and calculated ones. Shorter ones end with numbers that are not
/// numbers. What was measured is data of others; the repository leaves the file out.
public enum FitsFile {
    static let name = "fits.npy"

    /// Fits as the contents of a file.
    package static func encode(_ fits: [MethodResult.Fit]) -> [UInt8] {
        let points = fits.map(\.positions.count).max() ?? 0
        let rows = fits.flatMap { [$0.positions, $0.measured, $0.calculated] }
        return NPYFile.encode(
            rows.flatMap { $0 + Array(repeating: .nan, count: points - $0.count) }, shape: [fits.count, 3, points])
    }

    /// Reads fits.
    ///
    /// - Parameter path: The file.
    /// - Returns: The fits.
    /// - Throws: A `FormatError` where it is not such a file.
    public static func read(path: String) throws -> [MethodResult.Fit] {
        let array = try NPYFile.read(path: path)
        guard array.shape.count == 3, array.shape[1] == 3 else {
            throw FormatError(file: path, reason: "expected samples x 3 x points, found the shape \(array.shape)")
        }
        let points = array.shape[2]
        return (0..<array.shape[0]).map { sample in
            func row(_ index: Int) -> ArraySlice<Double> {
                array.values[((3 * sample + index) * points)...].prefix(points)
            }
            let count = row(0).prefix { !$0.isNaN }.count
            func kept(_ index: Int) -> [Double] { Array(row(index).prefix(count)) }
            return MethodResult.Fit(positions: kept(0), measured: kept(1), calculated: kept(2))
        }
    }
}
