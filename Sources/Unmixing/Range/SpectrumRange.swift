internal import Foundation
public import NumericalMethods

/// Where the spectra lie that something was learned from, and how far from them others of their kind are.
///
/// With s a spectrum and c the root mean square of the mean spectrum, x = ln(max(s, 0) + c/5): a band that is twice as bright
/// counts as much where spectra are dark as where they are bright, and c/5 keeps the noise of dark bands small. With the mean μ
/// of all x, their leading directions vᵢ and the variances λᵢ along these, T² = Σ ((x - μ)·vᵢ)² / λᵢ tells how far a spectrum
/// is from the mean within the directions, and what the directions leave, r = x - μ - Σ ((x - μ)·vᵢ) vᵢ, is compared band by
/// band with what they leave of the spectra themselves. What a mixture of class means leaves of s tells whether proportions
/// explain it.
///
/// Source: J. E. Jackson, G. S. Mudholkar, *Control procedures for residuals associated with principal component
/// analysis*, Technometrics 21, 1979.
public struct SpectrumRange: Sendable {
    /// The root mean square c of the mean spectrum; nothing where x is the spectrum itself, as earlier models have it.
    public let level: Double?
    /// The mean of all x.
    public let mean: [Double]
    /// The leading directions, one a row, of length one.
    public let directions: Matrix<Double>
    /// The variance along each direction.
    public let variances: [Double]
    /// The root mean square of what the directions leave in each band.
    public let leftovers: [Double]
    /// The mean spectrum of each class, classes x bands.
    public let classMeans: Matrix<Double>
    /// What nearly all good spectra stay below.
    public private(set) var limits: SpectrumDistance

    /// The largest number of directions.
    private static let mostDirections = 30
    /// What is added to values before their logarithm, in mean levels.
    private static let floor = 0.2
    /// The largest number of spectra that they are taken from.
    private static let mostSpectra = 20_000
    /// The share of good spectra that may be above any of the limits.
    private static let flagged = 0.03

    /// Restores a range.
    public init(
        level: Double?, mean: [Double], directions: Matrix<Double>, variances: [Double], leftovers: [Double],
        classMeans: Matrix<Double>, limits: SpectrumDistance
    ) {
        let bands = mean.count
        precondition(
            directions.columns == bands && leftovers.count == bands && classMeans.columns == bands
                && variances.count == directions.rows,
            "directions of \(directions.columns) and class means of \(classMeans.columns) bands for \(bands)")
        self.level = level
        self.mean = mean
        self.directions = directions
        self.variances = variances
        self.leftovers = leftovers
        self.classMeans = classMeans
        self.limits = limits
    }

    /// Takes the range from spectra whose proportions are known.
    ///
    /// There is none where the directions cannot be computed, as of spectra that are all alike, or where no class mean can
    /// be told from the others.
    ///
    /// Class means are those that explain the training spectra best by their proportions (least squares). Each limit is the
    /// quantile of its number over the validation spectra such that not more than three in a hundred are above any.
    ///
    /// - Parameters:
    ///   - training: The spectra that are learned from.
    ///   - proportions: Their proportions.
    ///   - validation: Others, which the limits are taken from.
    ///   - validationProportions: Their proportions.
    public init?(
        training: Matrix<Float>, proportions: Matrix<Double>, validation: Matrix<Float>,
        validationProportions: Matrix<Double>
    ) {
        guard training.rows > 1, validation.rows > 0 else { return nil }
        let bands = training.columns
        let step = max(1, (training.rows + Self.mostSpectra - 1) / Self.mostSpectra)
        let rows = Array(stride(from: 0, to: training.rows, by: step))
        let level = Self.level(of: Self.mean(training.selectingRows(rows)))
        guard level > 0 else { return nil }
        let logarithms = Self.logarithms(of: training.selectingRows(rows), level: level)
        let mean = Self.mean(logarithms)

        let covariance = Self.moments(logarithms, minus: mean)
        let wanted = max(1, min(Self.mostDirections, bands / 4))
        guard let found = PrincipalDirections(of: covariance, count: wanted), found.values[0] > 0 else { return nil }
        let kept = found.values.prefix(wanted).prefix { $0 > 1e-9 * found.values[0] }.count
        let directions = found.vectors.selectingRows(0..<kept)
        let variances = Array(found.values.prefix(kept))
        // What directions leave has the variance of the band less that along them.
        let least = 1e-12 * found.values[0]
        let leftovers = (0..<bands).map { band in
            let along = (0..<kept).reduce(0) {
                $0 + variances[$1] * directions[$1, band] * directions[$1, band]
            }
            return max(covariance[band, band] - along, least).squareRoot()
        }
        guard let classMeans = Self.classMeans(training, rows, proportions) else { return nil }

        self.init(
            level: level, mean: mean, directions: directions, variances: variances, leftovers: leftovers,
            classMeans: classMeans,
            limits: SpectrumDistance(inside: 0, outside: 0, unmixed: 0, darkness: 0))
        let distances = distances(of: validation, proportions: validationProportions)
        for number in SpectrumDistance.numbers {
            limits[keyPath: number] = Self.limit(of: distances.map { $0[keyPath: number] })
        }
    }

    /// What nearly all of some values stay below, if each number of a distance flags as many as any other.
    private static func limit(of values: [Double]) -> Double {
        let sorted = values.sorted()
        let share = 1 - flagged / Double(SpectrumDistance.numbers.count)
        // A spectrum of zeros has no finite darkness, and a limit must have one.
        return min(sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)], .greatestFiniteMagnitude)
    }

    /// The range for spectra whose proportions are inferred, as these are off and their mixtures with them.
    ///
    /// The limit l of what mixtures of true proportions leave becomes √(l² + q²). With the class means E and the errors e of
    /// inferred proportions, q is the same quantile of the root mean square of eE over the bands.
    ///
    /// - Parameters:
    ///   - inferred: The proportions that are inferred from other samples, samples x classes.
    ///   - targets: Their true proportions.
    /// - Returns: The same range with the wider limit.
    public func allowing(for inferred: Matrix<Double>, insteadOf targets: Matrix<Double>) -> SpectrumRange {
        precondition(
            inferred.rows == targets.rows && inferred.columns == classMeans.rows && targets.columns == classMeans.rows,
            "\(inferred.rows) x \(inferred.columns) proportions instead of \(targets.rows) x \(targets.columns)")
        guard targets.rows > 0 else { return self }
        let bands = classMeans.columns
        let misses = (0..<targets.rows).map { row in
            var square = 0.0
            for band in 0..<bands {
                var miss = 0.0
                for index in 0..<classMeans.rows {
                    miss += (inferred[row, index] - targets[row, index]) * classMeans[index, band]
                }
                square += miss * miss
            }
            return (square / Double(bands)).squareRoot()
        }
        let miss = Self.limit(of: misses)
        var wider = self
        wider.limits.unmixed = (limits.unmixed * limits.unmixed + miss * miss).squareRoot()
        return wider
    }

    /// The root mean square of the mean spectrum, whether or not x is a logarithm.
    public var usualLevel: Double { level ?? Self.level(of: mean) }

    /// How far spectra are, with the proportions that they are said to have.
    public func distances(of spectra: Matrix<Float>, proportions: Matrix<Double>) -> [SpectrumDistance] {
        precondition(
            spectra.columns == mean.count && proportions.rows == spectra.rows && proportions.columns == classMeans.rows,
            "\(spectra.rows) x \(spectra.columns) spectra, \(proportions.rows) x \(proportions.columns) proportions")
        let bands = mean.count
        let prepared = level.map { Self.logarithms(of: spectra, level: $0) } ?? spectra
        var rest = [Double](repeating: 0, count: bands)
        return (0..<spectra.rows).map { row in
            var (square, unmixed, inside, outside) = (0.0, 0.0, 0.0, 0.0)
            for band in 0..<bands {
                let value = Double(spectra[row, band])
                square += value * value
                rest[band] = Double(prepared[row, band]) - mean[band]
                var mixture = 0.0
                for index in 0..<classMeans.rows { mixture += proportions[row, index] * classMeans[index, band] }
                unmixed += (value - mixture) * (value - mixture)
            }
            for direction in variances.indices {
                var along = 0.0
                for band in 0..<bands { along += rest[band] * directions[direction, band] }
                for band in 0..<bands { rest[band] -= along * directions[direction, band] }
                inside += along * along / variances[direction]
            }
            for band in 0..<bands {
                let share = rest[band] / leftovers[band]
                outside += share * share
            }
            let count = Double(bands)
            return SpectrumDistance(
                inside: (inside / Double(variances.count)).squareRoot(), outside: (outside / count).squareRoot(),
                unmixed: (unmixed / count).squareRoot(), darkness: 1 / (square / count).squareRoot())
        }
    }

    /// The mean spectrum.
    private static func mean(_ spectra: Matrix<Float>) -> [Double] {
        var mean = [Double](repeating: 0, count: spectra.columns)
        for row in 0..<spectra.rows { for band in mean.indices { mean[band] += Double(spectra[row, band]) } }
        return mean.map { $0 / Double(spectra.rows) }
    }

    /// The root mean square of a spectrum.
    private static func level(of spectrum: [Double]) -> Double {
        (spectrum.reduce(0) { $0 + $1 * $1 } / Double(spectrum.count)).squareRoot()
    }

    /// x = ln(max(s, 0) + c/5) of spectra s.
    private static func logarithms(of spectra: Matrix<Float>, level: Double) -> Matrix<Float> {
        Matrix(
            rows: spectra.rows, columns: spectra.columns,
            elements: spectra.elements.map { log(max($0, 0) + Float(floor * level)) })
    }

    /// The covariance of spectra.
    private static func moments(_ spectra: Matrix<Float>, minus mean: [Double]) -> Matrix<Double> {
        let bands = mean.count
        var sums = [Double](repeating: 0, count: bands * bands)
        var centred = mean
        sums.withUnsafeMutableBufferPointer { sums in
            for row in 0..<spectra.rows {
                for band in 0..<bands { centred[band] = Double(spectra[row, band]) - mean[band] }
                for first in 0..<bands {
                    let value = centred[first]
                    for second in first..<bands { sums[first * bands + second] += value * centred[second] }
                }
            }
            for first in 0..<bands {
                for second in first..<bands {
                    sums[first * bands + second] /= Double(spectra.rows)
                    sums[second * bands + first] = sums[first * bands + second]
                }
            }
        }
        return Matrix(rows: bands, columns: bands, elements: sums)
    }

    /// E = (AᵀA)⁻¹ Aᵀ X; a class that no spectrum holds has no mean, and then there is none of any.
    private static func classMeans(
        _ spectra: Matrix<Float>, _ rows: [Int], _ proportions: Matrix<Double>
    ) -> Matrix<Double>? {
        let (classes, bands) = (proportions.columns, spectra.columns)
        var normal = [Double](repeating: 0, count: classes * classes)
        var right = [[Double]](repeating: [Double](repeating: 0, count: classes), count: bands)
        for row in rows {
            for first in 0..<classes {
                let share = proportions[row, first]
                guard share != 0 else { continue }
                for second in 0..<classes { normal[first * classes + second] += share * proportions[row, second] }
                for band in 0..<bands { right[band][first] += share * Double(spectra[row, band]) }
            }
        }
        guard let factor = CholeskyFactor(normal, order: classes) else { return nil }
        var means = Matrix(rows: classes, columns: bands, repeating: 0.0)
        for band in 0..<bands {
            for (index, value) in factor.solve(right[band]).enumerated() { means[index, band] = value }
        }
        return means
    }
}
