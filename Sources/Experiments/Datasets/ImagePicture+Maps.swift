package import NumericalMethods

extension ImagePicture {
    /// A value for every pixel.
    package func map(_ value: (Int) -> Double) -> Matrix<Double> {
        Matrix(rows: rows, columns: columns, elements: regions.indices.map(value))
    }

    /// A value for every pixel of the smallest rectangle that holds the test region.
    package func cropped(_ value: (Int) -> Double) -> Matrix<Double> {
        let test = regions.indices.filter { regions[$0] == .test }
        let rowRange = test.map { $0 / columns }
        let columnRange = test.map { $0 % columns }
        guard let top = rowRange.min(), let bottom = rowRange.max(), let left = columnRange.min(),
            let right = columnRange.max()
        else { return map(value) }
        return Matrix(
            rows: bottom - top + 1, columns: right - left + 1,
            elements: (top...bottom).flatMap { row in (left...right).map { value(row * columns + $0) } })
    }

    /// Which test sample each pixel is, counted from 0 in the order of the pixels; nothing for those outside of the test region.
    package func testPlaces() -> [Int?] {
        var next = 0
        return regions.map { region in
            guard region == .test else { return nil }
            defer { next += 1 }
            return next
        }
    }
}
