internal import NumericalMethods

/// Compares patterns with mixtures that are said to have made them, in memory that it keeps.
///
/// With the patterns φ_c of a unit of mass of each phase and texture, a pattern is fitted by
///
///     y_c(x) = Σ_c s_c φ_c(x) + Σ_j b_j B_j(x), s_c ≥ 0
///
/// where nothing else is refined but where lines lie and how wide they are, among the settings of the simulation. The scales
/// of a phase add up to its mass: these are fractions that know nothing of the mixture. The mixture w itself is drawn with the
/// textures of that fit, and one scale for all of it. Both compare means over ``AngularSmoothing``'s windows, for which cells
/// need no fit.
///
/// Points are weighed with 1/σ², σ² = Var y + (τ y_l)², with the lines y_l of the fit and the error τ of their intensities
/// that ``RefinementRecipe/intensityError`` describes.
///
/// One thread uses it at a time.
package final class MixtureCheck {
    private let patterns: PhasePatterns
    private let background: [[Double]]
    private let angles: [Double]
    private let intensityError: Double

    /// The functions of the background and then patterns, each times √weight, unknowns x points.
    private let columns: UnsafeMutablePointer<Double>
    private let weightedCounts: UnsafeMutablePointer<Double>
    private let roots: UnsafeMutablePointer<Double>

    private var points: Int { patterns.grid.count }

    /// The polynomials of the background.
    private static let polynomials = 8

    /// Allocates what a check needs.
    ///
    /// - Parameters:
    ///   - patterns: The patterns of the phases.
    ///   - intensityError: τ, a fraction.
    package init(_ patterns: PhasePatterns, intensityError: Double = 0.05) {
        BLAS.useOneThread()
        self.patterns = patterns
        self.intensityError = intensityError
        angles = patterns.grid.angles()
        background = BackgroundBasis(polynomials: Self.polynomials).rows(at: angles)
        func memory(_ count: Int) -> UnsafeMutablePointer<Double> {
            let memory = UnsafeMutablePointer<Double>.allocate(capacity: count)
            memory.initialize(repeating: 0, count: count)
            return memory
        }
        columns = memory((background.count + patterns.owners.count) * patterns.grid.count)
        weightedCounts = memory(patterns.grid.count)
        roots = memory(patterns.grid.count)
    }

    deinit {
        columns.deallocate()
        weightedCounts.deallocate()
        roots.deallocate()
    }

    /// Which of the settings lines have.
    private struct Setting {
        var broadening: Int
        var displacement: Int
    }

    /// A fit.
    private struct Fit {
        let setting: Setting
        /// The coefficients of the background.
        let base: [Double]
        /// The scale of every column of the patterns.
        let scales: [Double]
        /// By how much the fit lowers Σ y²/σ².
        let gain: Double
    }

    /// Compares a pattern with a mixture.
    ///
    /// - Parameters:
    ///   - pattern: The pattern on the grid of the phases' patterns: counts, or whatever has the variances that are given.
    ///   - mixture: The weight fractions of the phases.
    /// - Returns: How far they agree.
    package func fit(_ pattern: ResampledPattern, to mixture: [Double]) -> MixtureFit {
        precondition(
            pattern.counts.count == points && mixture.count == patterns.phases,
            "\(pattern.counts.count) points and \(mixture.count) fractions for \(points) and \(patterns.phases)")
        let counts = patterns.smoothing.means(of: pattern.counts)
        let variances = patterns.smoothing.variances(of: variances(of: pattern))
        // Before lines are known, all of the pattern is taken for lines.
        weigh(counts, variances, lines: counts)
        let setting = bestSetting()
        weigh(counts, variances, lines: lines(of: solve(setting, patterns.middle)))
        let fit = solve(setting, Array(patterns.owners.indices))
        let drawn = solve(setting, mixture: mixture, textures: textures(in: fit))
        let (base, lines) = (baseline(of: drawn), lines(of: drawn))
        let above = zip(counts, base).map { $0 - $1 }
        let residuals = zip(above, lines).map { $0 - $1 }
        let noise = variances.reduce(0) { $0 + (2 / Double.pi * $1).squareRoot() }
        let (left, whole) = (
            residuals.reduce(0) { $0 + abs($1) } - noise, above.reduce(0) { $0 + abs($1) } - noise
        )
        let unlisted = ResidualSearch(
            twoTheta: angles, residuals: residuals, lines: lines, variances: variances,
            step: patterns.grid.step, width: patterns.lineWidth, wavelengths: patterns.wavelengths
        ).found()
        let share = unlisted.reduce(0) { $0 + $1.area / (1 - min($1.area, 0.999)) }
        let fractions = fractions(in: fit)
        return MixtureFit(
            explained: whole > 0 ? min(max(1 - max(left, 0) / whole, 0), 1) : 0, fractions: fractions,
            disagreement: fractions.map { zip($0, mixture).reduce(0) { max($0, abs($1.0 - $1.1)) } } ?? 1,
            unlistedShare: share / (1 + share), unlistedAngles: unlisted.map(\.angle),
            broadening: patterns.broadenings[setting.broadening],
            displacement: patterns.displacements[setting.displacement])
    }

    /// The variance of each point: that which is known, or that of counts.
    private func variances(of pattern: ResampledPattern) -> [Double] {
        let smallest = max((pattern.counts.max() ?? 1) * 1e-6, .leastNormalMagnitude)
        return (pattern.variances ?? pattern.counts).map { max($0, pattern.variances == nil ? 1 : smallest) }
    }

    /// The best setting: of displacement first, then of width, then of displacement again.
    private func bestSetting() -> Setting {
        func best(_ settings: [Setting]) -> Setting {
            settings.map { ($0, solve($0, patterns.middle).gain) }.max { $0.1 < $1.1 }?.0
                ?? Setting(broadening: 0, displacement: 0)
        }
        let middle = patterns.broadenings.count / 3
        let placed = best(patterns.displacements.indices.map { Setting(broadening: middle, displacement: $0) })
        let wide = best(
            patterns.broadenings.indices.map { Setting(broadening: $0, displacement: placed.displacement) })
        let near = (wide.displacement - 1...wide.displacement + 1).filter(patterns.displacements.indices.contains)
        return best(near.map { Setting(broadening: wide.broadening, displacement: $0) })
    }

    // MARK: Phases

    /// The mass of each phase in a fit, impurities included.
    private func masses(in fit: Fit) -> [Double] {
        var masses = [Double](repeating: 0, count: (patterns.owners.max() ?? 0) + 1)
        for (owner, scale) in zip(patterns.owners, fit.scales) { masses[owner] += scale }
        return masses
    }

    private func fractions(in fit: Fit) -> [Double]? {
        let masses = masses(in: fit)[..<patterns.phases]
        let sum = masses.reduce(0, +)
        return sum > 0 ? masses.map { $0 / sum } : nil
    }

    /// The share of each column in the mass of its phase; that of the middling texture has all of a phase that is not there.
    private func textures(in fit: Fit) -> [Double] {
        let masses = masses(in: fit)
        return patterns.owners.enumerated().map { column, owner in
            masses[owner] > 0 ? fit.scales[column] / masses[owner] : patterns.middle.contains(column) ? 1 : 0
        }
    }

    // MARK: Linear algebra

    /// Weighs counts and background.
    private func weigh(_ counts: [Double], _ variances: [Double], lines: [Double]) {
        for point in 0..<points {
            let error = intensityError * lines[point]
            roots[point] = 1 / (variances[point] + error * error).squareRoot()
            weightedCounts[point] = counts[point] * roots[point]
        }
        for (index, row) in background.enumerated() {
            let column = columns + index * points
            for point in 0..<points { column[point] = row[point] * roots[point] }
        }
    }

    /// The best scales of some columns, and the background, at a setting.
    private func solve(_ setting: Setting, _ chosen: [Int]) -> Fit {
        patterns.withPatterns(broadening: setting.broadening, displacement: setting.displacement) { source in
            for (place, index) in chosen.enumerated() {
                let (column, pattern) = (columns + (background.count + place) * points, source + index * points)
                for point in 0..<points { column[point] = pattern[point] * roots[point] }
            }
        }
        let (linear, gain) = solve(patterns: chosen.count)
        var scales = [Double](repeating: 0, count: patterns.owners.count)
        for (place, index) in chosen.enumerated() { scales[index] = linear[background.count + place] }
        return Fit(setting: setting, base: Array(linear[..<background.count]), scales: scales, gain: gain)
    }

    /// The best scale of a mixture whose phases have given textures, those of impurities, and the background.
    private func solve(_ setting: Setting, mixture: [Double], textures: [Double]) -> Fit {
        let impurities = patterns.owners.indices.filter { patterns.owners[$0] >= patterns.phases }
        let weights = patterns.owners.enumerated().map { column, owner in
            owner < patterns.phases ? mixture[owner] * textures[column] : 0
        }
        patterns.withPatterns(broadening: setting.broadening, displacement: setting.displacement) { source in
            let whole = columns + background.count * points
            whole.update(repeating: 0, count: points)
            for (index, weight) in weights.enumerated() where weight > 0 {
                let pattern = source + index * points
                for point in 0..<points { whole[point] += weight * pattern[point] * roots[point] }
            }
            for (place, index) in impurities.enumerated() {
                let (column, pattern) = (whole + (place + 1) * points, source + index * points)
                for point in 0..<points { column[point] = pattern[point] * roots[point] }
            }
        }
        let (linear, gain) = solve(patterns: 1 + impurities.count)
        var scales = weights.map { $0 * linear[background.count] }
        for (place, index) in impurities.enumerated() { scales[index] = linear[background.count + 1 + place] }
        return Fit(setting: setting, base: Array(linear[..<background.count]), scales: scales, gain: gain)
    }

    /// Solves for the background and so many patterns, which stand behind it; the latter are not negative.
    private func solve(patterns count: Int) -> (linear: [Double], gain: Double) {
        let unknowns = background.count + count
        var normal = [Double](repeating: 0, count: unknowns * unknowns)
        var right = [Double](repeating: 0, count: unknowns)
        normal.withUnsafeMutableBufferPointer { normal in
            guard let target = normal.baseAddress else { return }
            BLAS.dsyrk(.lower, .asIs, unknowns, points, 1, columns, points, 0, target, unknowns)
            for row in 0..<unknowns {
                for column in 0..<row { target[column * unknowns + row] = target[row * unknowns + column] }
            }
        }
        right.withUnsafeMutableBufferPointer { right in
            guard let target = right.baseAddress else { return }
            BLAS.dgemv(.asIs, unknowns, points, 1, columns, points, weightedCounts, 1, 0, target, 1)
        }
        let linear = NonNegativeLeastSquares.solve(
            normal: normal, right: right, isSigned: (0..<unknowns).map { $0 < background.count })
        return (linear, zip(linear, right).reduce(0) { $0 + $1.0 * $1.1 })
    }

    /// The lines of a fit, without its background.
    private func lines(of fit: Fit) -> [Double] {
        var lines = [Double](repeating: 0, count: points)
        patterns.withPatterns(broadening: fit.setting.broadening, displacement: fit.setting.displacement) { source in
            for (index, scale) in fit.scales.enumerated() where scale > 0 {
                let pattern = source + index * points
                for point in 0..<points { lines[point] += scale * pattern[point] }
            }
        }
        return lines
    }

    /// The background of a fit.
    private func baseline(of fit: Fit) -> [Double] {
        var base = [Double](repeating: 0, count: points)
        for (row, coefficient) in zip(background, fit.base) {
            for point in 0..<points { base[point] += coefficient * row[point] }
        }
        return base
    }
}
