/// The rows of a matrix in a `.npy` file, of which only those are read that are asked for.
///
/// Several threads may read at a time.
public struct NPYRows: Sendable {
    /// The number of rows.
    public let count: Int
    /// The number of columns.
    public let columns: Int
    private let path: String
    private let file: RandomAccessFile
    private let layout: NPYLayout

    /// Opens a file.
    ///
    /// - Parameter path: The path of the file.
    /// - Throws: ``FormatError`` where the file cannot be read, is damaged, or holds anything but a matrix of numbers in
    ///   the order of C.
    public init(path: String) throws {
        let file = try RandomAccessFile(path: path)
        let layout = try NPYLayout(
            beginning: file.bytes(at: 0, count: min(file.size, NPYLayout.largestBeginning)), size: file.size, path: path
        )
        guard layout.header.shape.count == 2, !layout.header.isFortranOrder || layout.header.shape.contains(1) else {
            throw FormatError(
                file: path,
                reason: "an array of shape \(layout.header.shape) in the order of "
                    + "\(layout.header.isFortranOrder ? "Fortran" : "C"); a matrix is wanted, a sample in each row, in the "
                    + "order of C (numpy.ascontiguousarray)")
        }
        (count, columns) = (layout.header.shape[0], layout.header.shape[1])
        self.path = path
        self.file = file
        self.layout = layout
    }

    /// Reads rows.
    ///
    /// - Parameter rows: Which, all within the matrix.
    /// - Returns: Their numbers, one row behind the other.
    /// - Throws: ``FormatError`` where the file cannot be read.
    public func values(_ rows: Range<Int>) throws -> [Double] {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows \(rows) of \(count)")
        let size = columns * layout.type.byteCount
        let bytes = try file.bytes(at: layout.dataStart + rows.lowerBound * size, count: rows.count * size)
        return layout.type.decode(bytes[...], order: layout.order, as: Double.self)
    }
}
