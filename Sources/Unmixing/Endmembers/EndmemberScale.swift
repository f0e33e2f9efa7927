public import NumericalMethods

/// By how much endmembers must be multiplied so that their mixtures fit an image.
///
/// Endmembers that are given stand on a scale of their own: reflectances beside digital numbers, or each spectrum scaled to
/// its peak. Where abundances must sum to one, they then come out wrong, and nothing else shows it.
public struct EndmemberScale: Sendable, Equatable {
    /// One number for all endmembers, above zero.
    public let overall: Double
    /// A number for each endmember, above zero; ``overall`` for one that the image tells nothing of.
    public let each: [Double]

    /// The scales with which known abundances fit best.
    ///
    /// It is nothing where there is no scale at which the image and the mixtures are alike. `overall` is the s that minimizes ‖Y - s A E‖², and `each` are the sₖ ≥ 0 that minimize ‖Y - A diag(s) E‖².
    ///
    /// - Parameters:
    ///   - spectra: The image Y, pixels x bands.
    ///   - abundances: A, pixels x endmembers.
    ///   - endmembers: E, endmembers x bands.
    public init?(of spectra: Matrix<Float>, abundances: Matrix<Double>, endmembers: Matrix<Double>) {
        precondition(
            abundances.rows == spectra.rows && abundances.columns == endmembers.rows
                && endmembers.columns == spectra.columns,
            "\(abundances.rows) x \(abundances.columns) abundances of \(endmembers.rows) x \(endmembers.columns) "
                + "endmembers for \(spectra.rows) x \(spectra.columns) spectra")
        // With P = A diag(s) E, the normal equations are those of the matrix (AᵀA) ∘ (EEᵀ) and the vector diag(Aᵀ Y Eᵀ).
        let count = endmembers.rows
        var (crossed, right) = (
            [Double](repeating: 0, count: count * count), [Double](repeating: 0, count: count)
        )
        for pixel in 0..<spectra.rows where spectra.row(pixel).allSatisfy(\.isFinite) {
            for k in 0..<count where abundances[pixel, k] != 0 {
                for l in 0..<count { crossed[k * count + l] += abundances[pixel, k] * abundances[pixel, l] }
                var product = 0.0
                for band in 0..<spectra.columns { product += Double(spectra[pixel, band]) * endmembers[k, band] }
                right[k] += abundances[pixel, k] * product
            }
        }
        for k in 0..<count {
            for l in 0..<count {
                crossed[k * count + l] *= (0..<endmembers.columns).reduce(0) {
                    $0 + endmembers[k, $1] * endmembers[l, $1]
                }
            }
        }
        let scale = right.reduce(0, +) / crossed.reduce(0, +)
        self.init(overall: scale, each: NonNegativeLeastSquares.solve(normal: crossed, right: right))
    }

    /// The scales with which abundances that are free to sum to anything sum to one.
    ///
    /// The abundances b ≥ 0 of a pixel that fit it best, whatever they sum to, belong to endmembers on a wrong scale. On the
    /// right one they are bₖ/sₖ, and 1/sₖ ≥ 0 are what minimizes Σ (Σₖ bₖ/sₖ - 1)² over the pixels; likewise with one number for
    /// all. Where no pixel has anything of an endmember, there are none. So a scale that endmembers get from outside comes back from `each`, exactly and for each of them.
    ///
    /// - Parameters:
    ///   - endmembers: The endmembers, endmembers x bands.
    ///   - source: The spectra of the image, of which as many are taken as tell enough.
    ///   - workers: The number of threads, which changes no bit.
    ///   - isCancelled: Says whether to stop.
    /// - Throws: ``UnsuitableSpectra`` where the endmembers are not finite, or all zero, and `CancellationError` where it was
    ///   stopped.
    public init?(
        fitting endmembers: Matrix<Double>, to source: some SpectrumSource, workers: Int = 1,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws {
        let chosen = try source.sample(
            Self.largestSample,
            stream: Seed(experiment: "pixels that tell the scale of endmembers", base: 0).stream())
        var recipe = SUnSAL.Recipe()
        recipe.constraints = .positivity
        let solution = try SUnSAL(endmembers: endmembers, recipe: recipe)
            .abundances(of: chosen, workers: workers, isCancelled: isCancelled)
        let abundances = solution.abundances
        let count = endmembers.rows
        var (crossed, right) = (
            [Double](repeating: 0, count: count * count), [Double](repeating: 0, count: count)
        )
        var (sum, squares) = (0.0, 0.0)
        for pixel in 0..<abundances.rows where abundances.row(pixel).allSatisfy(\.isFinite) {
            let total = abundances.row(pixel).reduce(0, +)
            sum += total
            squares += total * total
            for k in 0..<count where abundances[pixel, k] > 0 {
                right[k] += abundances[pixel, k]
                for l in 0..<count { crossed[k * count + l] += abundances[pixel, k] * abundances[pixel, l] }
            }
        }
        let inverse = NonNegativeLeastSquares.solve(normal: crossed, right: right)
        self.init(overall: squares / sum, each: inverse.map { 1 / $0 })
    }

    /// Takes scales as they come: an endmember whose own is not a positive number has that of all.
    private init?(overall: Double, each: [Double]) {
        guard overall > 0, overall.isFinite else { return nil }
        self.overall = overall
        self.each = each.map { $0 > 0 && $0.isFinite ? $0 : overall }
    }

    /// How many pixels tell of a scale.
    private static let largestSample = 20_000
}

extension EndmemberScale {
    /// Whether all endmembers fit the image as they are, but for what images differ by anyway: shading and other samples of
    /// the same material.
    public var isNearOne: Bool { (0.8...1.25).contains(overall) }

    /// Whether endmembers differ in their scales by more than materials differ in brightness.
    public var differs: Bool { (each.max() ?? 1) > 1.5 * (each.min() ?? 1) }

    /// Endmembers on the image's scale.
    ///
    /// - Parameters:
    ///   - endmembers: The endmembers, endmembers x bands.
    ///   - isForEach: Whether each is multiplied by its own number, or all by the same.
    /// - Returns: The endmembers, multiplied.
    public func apply(to endmembers: Matrix<Double>, forEach isForEach: Bool) -> Matrix<Double> {
        precondition(endmembers.rows == each.count, "\(each.count) scales for \(endmembers.rows) endmembers")
        var scaled = endmembers
        for index in 0..<endmembers.rows {
            for band in 0..<endmembers.columns { scaled[index, band] *= isForEach ? each[index] : overall }
        }
        return scaled
    }
}
