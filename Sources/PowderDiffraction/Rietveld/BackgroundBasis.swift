/// The functions that a background is made of: Chebyshev polynomials, and one over the angle for what comes with the
/// primary beam at low angles.
struct BackgroundBasis: Sendable, Hashable {
    /// The number of polynomials, from the constant on.
    let polynomials: Int

    /// The number of functions.
    var count: Int { polynomials + 1 }

    /// The functions at given angles, one row each: T₀, T₁, … of the angle mapped to -1…1, and then the first angle over the
    /// angle.
    ///
    /// - Parameter twoTheta: Angles above zero, in rising order, in degrees.
    /// - Returns: Functions x angles.
    func rows(at twoTheta: [Double]) -> [[Double]] {
        guard let first = twoTheta.first, let last = twoTheta.last, last > first else { return [] }
        let places = twoTheta.map { 2 * ($0 - first) / (last - first) - 1 }
        var rows = [places.map { _ in 1.0 }]
        if polynomials > 1 { rows.append(places) }
        while rows.count < polynomials {
            let (before, last) = (rows[rows.count - 2], rows[rows.count - 1])
            rows.append(places.indices.map { 2 * places[$0] * last[$0] - before[$0] })
        }
        return rows + [twoTheta.map { first / $0 }]
    }
}
