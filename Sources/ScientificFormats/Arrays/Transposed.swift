/// Writes the transpose of each of a number of matrices that stand one after the other.
///
/// - Parameters:
///   - elements: The matrices, each row by row: count x rows x columns.
///   - rows: The number of rows of each.
///   - columns: The number of columns of each.
/// - Returns: count x columns x rows.
func transposed<T>(_ elements: [T], rows: Int, columns: Int) -> [T] {
    // Tiles that fit the first-level cache: a plain loop would touch a new cache line for each element.
    let tile = 32
    return [T](unsafeUninitializedCapacity: elements.count) { result, count in
        count = elements.count
        elements.withUnsafeBufferPointer { source in
            for start in stride(from: 0, to: source.count, by: max(rows * columns, 1)) {
                for firstRow in stride(from: 0, to: rows, by: tile) {
                    for firstColumn in stride(from: 0, to: columns, by: tile) {
                        for row in firstRow..<min(firstRow + tile, rows) {
                            for column in firstColumn..<min(firstColumn + tile, columns) {
                                result.initializeElement(
                                    at: start + column * rows + row, to: source[start + row * columns + column])
                            }
                        }
                    }
                }
            }
        }
    }
}
