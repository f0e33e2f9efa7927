/// Whether a column without a heading can hold the standard uncertainties of intensities.
enum UncertaintyEvidence {
    /// It can, and why.
    case uncertainty(String)
    /// One number stands in all of it.
    case constant(Double)
    /// It cannot, or who knows: what speaks against it.
    case unclear(String)

    /// How many points are needed to judge; fewer are taken for uncertainties, as is usual.
    private static let leastCount = 20

    /// Judges a column.
    ///
    /// Uncertainties of counts are √(k y) with one k; a calculated curve or a rate is in proportion to y instead. Where
    /// neither fits, as for detectors with many pixels, the noise tells: of neighbours, |y₁ - 2y₂ + y₃|/√6 has the median
    /// 0.6745 σ where σ is the uncertainty and the curvature is small. A background or a calculated curve of n counts is √n
    /// times more than the noise.
    init(_ column: [Double], of intensities: [Double]) {
        if let first = column.first, column.allSatisfy({ $0 == first }) {
            self = .constant(first)
            return
        }
        if column.contains(where: { $0 < 0 }) {
            self = .unclear("is negative at some points, as no uncertainty is")
            return
        }
        let used = column.indices.filter { column[$0] > 0 && intensities[$0] > 0 }
        guard used.count >= Self.leastCount else {
            self = .uncertainty("as usual")
            return
        }
        let squares = used.map { column[$0] * column[$0] / intensities[$0] }
        let ratios = used.map { column[$0] / intensities[$0] }
        let (squareSpread, ratioSpread) = (Self.spread(squares), Self.spread(ratios))
        if squareSpread < 0.25, squareSpread < ratioSpread {
            self = .uncertainty("it is in proportion to the square root of the intensity")
            return
        }
        if ratioSpread < 0.02 {
            self = .unclear("is in proportion to them, as a rate is")
            return
        }
        let steps = zip(column, column.dropFirst())
        if steps.allSatisfy({ $0 < $1 }) || steps.allSatisfy({ $0 > $1 }) {
            self = .unclear("runs one way, as an axis does")
            return
        }
        let noise = used.dropFirst().compactMap { index -> Double? in
            guard index + 1 < intensities.count, intensities[index - 1].isFinite, intensities[index + 1].isFinite else {
                return nil
            }
            let curvature = intensities[index - 1] - 2 * intensities[index] + intensities[index + 1]
            return abs(curvature) / (6.0.squareRoot() * 0.6745 * column[index])
        }.sorted()
        let scatter = noise.isEmpty ? 0 : noise[noise.count / 2]
        if scatter > 0.3, scatter < 3 {
            self = .uncertainty("the intensities scatter by \(Self.text(scatter)) of it")
        } else {
            self = .unclear("the intensities scatter by \(Self.text(scatter)) of it")
        }
    }

    /// The distance of the quartiles, divided by the median.
    private static func spread(_ numbers: [Double]) -> Double {
        let sorted = numbers.sorted()
        let median = sorted[sorted.count / 2]
        return (sorted[3 * sorted.count / 4] - sorted[sorted.count / 4]) / median
    }

    private static func text(_ number: Double) -> String { "\((number * 100).rounded() / 100) times" }
}
