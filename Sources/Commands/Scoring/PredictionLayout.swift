internal import NumericalMethods

/// Where the proportions of test samples stand in an array.
struct PredictionLayout {
    /// How far apart two neighbours of each kind stand.
    private let sampleStride: Int
    private let classStride: Int
    /// Where the numbers of each test sample begin, in samples; nothing where these are all that the array has.
    private let places: [Int]?
    /// What is to be said of it.
    let remarks: [String]

    /// Finds out what the dimensions of an array are; nothing where it has other samples or classes.
    ///
    /// - Parameters:
    ///   - shape: The length of each dimension.
    ///   - part: The test samples.
    ///   - isMatlab: Whether the first index runs fastest; else the last one does.
    ///   - isRowMajor: Whether the pixels of an array of two dimensions run along the rows of the image.
    init?(shape: [Int], part: ScoredPart, isMatlab: Bool, isRowMajor: Bool = false) {
        let classes = part.classes.count
        let pixels = part.pixels.map { $0.rows * $0.columns }
        // Of a square array it cannot be told what its dimensions are, but samples come first everywhere else.
        if shape == [part.count, classes] {
            (sampleStride, classStride) = isMatlab ? (1, part.count) : (classes, 1)
            (places, remarks) = (nil, [])
        } else if isMatlab, shape == [classes, part.count] {
            (sampleStride, classStride) = (classes, 1)
            (places, remarks) = (nil, [])
        } else if let image = part.pixels, shape == [image.rows, image.columns, classes] {
            (sampleStride, classStride) = isMatlab ? (1, image.rows * image.columns) : (classes, 1)
            places = isMatlab ? Self.downColumns(image) : image.test
            remarks = ["the test pixels of the whole image are scored"]
        } else if isMatlab, let image = part.pixels, let pixels, shape == [classes, pixels] {
            (sampleStride, classStride) = (classes, 1)
            places = isRowMajor ? image.test : Self.downColumns(image)
            remarks = [
                "the test pixels of the whole image are scored; its pixels run "
                    + (isRowMajor ? "along the rows" : "down the columns")
            ]
        } else {
            return nil
        }
    }

    /// The test pixels, where pixels are counted down the columns.
    private static func downColumns(_ image: ScoredPart.Pixels) -> [Int] {
        image.test.map { $0 / image.columns + $0 % image.columns * image.rows }
    }

    /// The proportions of the test samples, in their order.
    func proportions(_ values: [Double], of part: ScoredPart) -> Matrix<Double> {
        Matrix(
            rows: part.count, columns: part.classes.count,
            elements: (0..<part.count).flatMap { sample in
                let start = (places?[sample] ?? sample) * sampleStride
                return part.classes.indices.map { values[start + $0 * classStride] }
            })
    }

    /// A shape in words.
    static func words(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " x ") }
}
