public import NumericalMethods

extension EndmemberBundles {
    /// Bundles of pixels whose abundances are known: of the pure ones of each class.
    ///
    /// Where a class has more pure pixels than spectra are wanted, its spectra are the centres of as many clusters (`KMeans`).
    /// Where it has none, its spectrum is that of its purest pixel, the first of several.
    ///
    /// - Parameters:
    ///   - spectra: The spectra of the pixels, pixels x bands.
    ///   - abundances: Their abundances, pixels x classes; one pixel or more.
    ///   - purity: The abundance from which on a pixel counts as pure.
    ///   - size: How many spectra a class has at most, one or more.
    ///   - seed: Decides the first centres of the clusters.
    /// - Throws: ``UnsuitableSpectra`` where a value is not finite.
    public init(
        pureIn spectra: Matrix<Float>, abundances: Matrix<Double>, purity: Double, size: Int, seed: Seed
    ) throws(UnsuitableSpectra) {
        try Self.check(spectra, abundances)
        var (elements, classes) = ([Double](), [Int]())
        for index in 0..<abundances.columns {
            var pure = (0..<abundances.rows).filter { abundances[$0, index] >= purity }
            if pure.isEmpty {
                let most = (0..<abundances.rows).reduce(0) {
                    abundances[$1, index] > abundances[$0, index] ? $1 : $0
                }
                pure = [most]
            }
            var stream = seed.derived("clusters", index).stream()
            let points = Matrix(
                rows: pure.count, columns: spectra.columns,
                elements: pure.flatMap { spectra.row($0).map(Double.init) })
            let centres =
                pure.count > size ? KMeans(points, count: size, stream: &stream).centres : points
            elements += centres.elements
            classes += Array(repeating: index, count: centres.rows)
        }
        self.init(
            spectra: Matrix(rows: classes.count, columns: spectra.columns, elements: elements), classes: classes)
    }

    /// Bundles of one spectrum a class: the endmembers E ≥ 0 that minimize ‖Y - A E‖² for pixels Y of known abundances A.
    ///
    /// - Parameters:
    ///   - spectra: Y, pixels x bands.
    ///   - abundances: A, pixels x classes; one pixel or more.
    /// - Throws: ``UnsuitableSpectra`` where a value is not finite.
    public init(fitting spectra: Matrix<Float>, abundances: Matrix<Double>) throws(UnsuitableSpectra) {
        try Self.check(spectra, abundances)
        let (count, bands) = (abundances.columns, spectra.columns)
        var normal = [Double](repeating: 0, count: count * count)
        var right = Matrix(rows: bands, columns: count, repeating: 0.0)
        for pixel in 0..<spectra.rows {
            for k in 0..<count where abundances[pixel, k] != 0 {
                for l in 0..<count { normal[k * count + l] += abundances[pixel, k] * abundances[pixel, l] }
                for band in 0..<bands { right[band, k] += abundances[pixel, k] * Double(spectra[pixel, band]) }
            }
        }
        var endmembers = Matrix(rows: count, columns: bands, repeating: 0.0)
        for band in 0..<bands {
            let values = NonNegativeLeastSquares.solve(normal: normal, right: Array(right.row(band)))
            for k in 0..<count { endmembers[k, band] = values[k] }
        }
        self.init(spectra: endmembers, classes: Array(0..<count))
    }

    private static func check(_ spectra: Matrix<Float>, _ abundances: Matrix<Double>) throws(UnsuitableSpectra) {
        precondition(
            spectra.rows == abundances.rows && spectra.rows > 0 && abundances.columns > 0,
            "\(spectra.rows) spectra with \(abundances.rows) x \(abundances.columns) abundances")
        try UnsuitableSpectra.checkFinite(spectra)
    }
}
