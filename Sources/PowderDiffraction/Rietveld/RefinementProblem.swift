internal import Foundation
internal import NumericalMethods

/// A pattern and a model of it: what a refinement minimizes, and how that changes.
///
/// The model is y(x) = Σ S_p φ_p(x; q) + Σ b_j B_j(x), with the pattern φ_p of a unit of mass of phase p, and the background
/// functions B_j. For given parameters q the best scales S ≥ 0 and coefficients b follow from linear least squares, and
/// what is minimized is
/// C(q) = χ²(q, S(q), b(q)) / s² + Σ ((q - expected) / spread)²,
/// with the variance s² of the misfit in units of that of the counts.
///
/// Source: G. H. Golub, V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413, for the elimination of linear unknowns.
final class RefinementProblem {
    typealias Vector = LineAccumulator.Vector

    let phases: [PhaseModel]
    let parameters: [RefinedParameter]
    let pattern: ObservedPattern
    let background: [[Double]]
    /// s².
    var misfit = 1.0
    /// About what the scales are: they decide where tails end.
    var aboutScales: [Double]
    /// The phases whose scales may differ from zero.
    var isPresent: [Bool]

    /// How many of the background's polynomials are used.
    var polynomials: Int

    private let start: PatternState
    /// The highest value of a line of each phase, for a unit of mass.
    private let strongest: [Double]
    let lines: LineAccumulator
    /// √weight of each point, and the observations times it.
    private let roots: UnsafeMutablePointer<Vector>
    private var weighted: [Double] = []
    /// The columns of the model, one row of memory each: phases, then background, then parameters.
    private let columns: UnsafeMutablePointer<Vector>
    /// The same times √weight.
    private let weightedColumns: UnsafeMutablePointer<Vector>
    private let vectors: Int
    private let columnCount: Int

    init(
        phases: [PhaseModel], parameters: [RefinedParameter], start: PatternState, pattern: ObservedPattern,
        background: BackgroundBasis
    ) {
        BLAS.useOneThread()
        self.phases = phases
        self.parameters = parameters
        self.start = start
        self.pattern = pattern
        self.background = background.rows(at: pattern.twoTheta)
        isPresent = phases.map { _ in true }
        aboutScales = phases.map { _ in 0 }
        polynomials = background.polynomials
        strongest = phases.enumerated().map { phase, model in
            var highest = 0.0
            model.forEachLine(
                state: start.phases[phase], instrument: start.instrument, placement: start.placement,
                step: pattern.step
            ) { _, area, shape in highest = max(highest, area / shape.width) }
            return highest
        }
        lines = LineAccumulator(twoTheta: pattern.twoTheta)
        vectors = lines.vectors
        columnCount = phases.count + background.count + parameters.count
        columns = .allocate(capacity: vectors * columnCount)
        columns.initialize(repeating: .zero, count: vectors * columnCount)
        weightedColumns = .allocate(capacity: vectors * columnCount)
        weightedColumns.initialize(repeating: .zero, count: vectors * columnCount)
        roots = .allocate(capacity: vectors)
        roots.initialize(repeating: .zero, count: vectors)
        for (index, row) in self.background.enumerated() {
            scalars(phases.count + index).update(from: row, count: row.count)
        }
        setWeights(pattern.weights)
    }

    /// Sets the weight of each point.
    private func setWeights(_ weights: [Double]) {
        let scalars = UnsafeMutableRawPointer(roots).assumingMemoryBound(to: Double.self)
        for (index, weight) in weights.enumerated() { scalars[index] = weight.squareRoot() }
        weighted = pattern.intensities.indices.map { pattern.intensities[$0] * scalars[$0] }
        for index in background.indices { weigh(phases.count + index) }
    }

    /// Counts the error of the model as part of the uncertainty of each point.
    ///
    /// Where the area of every line is wrong by a fraction τ, a point with the value l of the lines is wrong by τ l. Its
    /// neighbours are wrong alike, and so are the lines of one reflection at all wavelengths; as the weights of the points
    /// are independent, a reflection with lines of width H then has about 2 n H/step points to say the same, and the points'
    /// own errors are √(2 n H/step) τ l. Here n is the number of lines, counted by their shares: 1/Σ share², 1.8 for a
    /// doublet.
    func reweigh(at point: Point, intensityError: Double) {
        guard intensityError > 0 else { return }
        let curves = curves(at: point)
        let lineCount = 1 / start.instrument.radiation.lines.reduce(0) { $0 + $1.share * $1.share }
        let pointError = intensityError * max(1, 2 * lineCount * meanWidth(at: point) / pattern.step).squareRoot()
        setWeights(
            pattern.weights.indices.map { index in
                let error = pointError * curves.phases.reduce(0) { $0 + $1[index] }
                return 1 / (1 / pattern.weights[index] + error * error)
            })
    }

    /// The mean width of all lines, weighted with their areas, in degrees.
    private func meanWidth(at point: Point) -> Double {
        var (widths, areas) = (0.0, 0.0)
        for phase in phases.indices where point.linear[phase] > 0 {
            forEachLine(phase, point.state) { line in
                widths += point.linear[phase] * line.area * line.width
                areas += point.linear[phase] * line.area
            }
        }
        return areas > 0 ? widths / areas : 0
    }

    deinit {
        columns.deallocate()
        weightedColumns.deallocate()
        roots.deallocate()
    }

    /// What the model is at some parameters.
    struct Point {
        let values: [Double]
        let state: PatternState
        /// S for each phase, and then b.
        let linear: [Double]
        /// χ².
        let chiSquared: Double
        /// C.
        let cost: Double
    }

    /// The state of given parameters.
    func state(_ values: [Double]) -> PatternState {
        var state = start
        for (parameter, value) in zip(parameters, values) { state.set(parameter, to: value) }
        return state
    }

    /// Computes the model at given parameters, with the best scales and background.
    ///
    func point(at values: [Double]) -> Point {
        let state = state(values)
        for phase in phases.indices { draw(phase, state, scale: 1, varied: []) }
        let linear = solveLinear()
        let chiSquared = chiSquared(linear)
        return Point(
            values: values, state: state, linear: linear, chiSquared: chiSquared,
            cost: chiSquared / misfit + penalty(values))
    }

    /// The smallest value of a line, in counts, that matters anywhere.
    private var floor: Double { 0.02 * pattern.smallestUncertainty }

    /// Draws the pattern of a phase, and its derivatives along some parameters.
    private func draw(_ phase: Int, _ state: PatternState, scale: Double, varied: [Int]) {
        let target = columns + phase * vectors
        target.update(repeating: .zero, count: vectors)
        // A phase that is hardly there is drawn well enough to find out whether it is.
        let floor = min(floor / aboutScales[phase], 1e-3 * strongest[phase])
        let lineParameters = varied.map { parameters[$0].line }
        withUnsafeTemporaryAllocation(of: SlopedLine.Slope.self, capacity: max(varied.count, 1)) { slopes in
            withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Vector>.self, capacity: max(varied.count, 1)) {
                targets in
                guard let slopes = slopes.baseAddress else { return }
                for (index, parameter) in varied.enumerated() {
                    targets.initializeElement(at: index, to: column(of: parameter))
                }
                let used = UnsafeBufferPointer(rebasing: targets[..<varied.count])
                phases[phase].forEachSlopedLine(
                    state: state.phases[phase], instrument: state.instrument, placement: state.placement,
                    step: pattern.step, parameters: lineParameters, slopes: slopes
                ) { line in
                    lines.add(line, slopes: slopes, scale: scale, floor: floor, pattern: target, columns: used)
                }
            }
        }
        weigh(phase)
    }

    /// Hands over the lines of a phase.
    func forEachLine(_ phase: Int, _ state: PatternState, _ body: (SlopedLine) -> Void) {
        withUnsafeTemporaryAllocation(of: SlopedLine.Slope.self, capacity: 1) { slopes in
            guard let slopes = slopes.baseAddress else { return }
            phases[phase].forEachSlopedLine(
                state: state.phases[phase], instrument: state.instrument, placement: state.placement,
                step: pattern.step, parameters: [], slopes: slopes, body)
        }
    }

    private func column(of parameter: Int) -> UnsafeMutablePointer<Vector> {
        columns + (phases.count + background.count + parameter) * vectors
    }

    private func scalars(_ column: Int) -> UnsafeMutablePointer<Double> {
        UnsafeMutableRawPointer(columns + column * vectors).assumingMemoryBound(to: Double.self)
    }

    private func weigh(_ column: Int) {
        let (from, to) = (columns + column * vectors, weightedColumns + column * vectors)
        for index in 0..<vectors { to[index] = from[index] * roots[index] }
    }

    /// JᵀWJ of the first so many columns, row by row.
    private func normal(_ count: Int) -> [Double] {
        let stride = vectors * Vector.scalarCount
        var normal = [Double](repeating: 0, count: count * count)
        let scalars = UnsafeMutableRawPointer(weightedColumns).assumingMemoryBound(to: Double.self)
        BLAS.dsyrk(
            .lower, .asIs, count, stride, 1, scalars, stride, 0,
            &normal, count)
        for row in 0..<count {
            for column in 0..<row { normal[column * count + row] = normal[row * count + column] }
        }
        return normal
    }

    /// JᵀW v of the first so many columns, for values times √weight.
    private func product(_ count: Int, with values: [Double]) -> [Double] {
        let stride = vectors * Vector.scalarCount
        let scalars = UnsafeMutableRawPointer(weightedColumns).assumingMemoryBound(to: Double.self)
        var product = [Double](repeating: 0, count: count)
        BLAS.dgemv(
            .asIs, count, values.count, 1, scalars, stride, values, 1,
            0, &product, 1)
        return product
    }

    /// The best scales and background coefficients for the patterns that are drawn.
    private func solveLinear() -> [Double] {
        let count = phases.count + background.count
        return NonNegativeLeastSquares.solve(
            normal: normal(count), right: product(count, with: weighted),
            isSigned: (0..<count).map { $0 >= phases.count },
            isUsed: (0..<count).map { index in
                // The last function of the background is no polynomial.
                index < phases.count
                    ? isPresent[index] : index < phases.count + polynomials || index == count - 1
            })
    }

    /// The residuals times √weight.
    private func residuals(_ linear: [Double]) -> [Double] {
        let stride = vectors * Vector.scalarCount
        let scalars = UnsafeMutableRawPointer(weightedColumns).assumingMemoryBound(to: Double.self)
        var residuals = weighted
        BLAS.dgemv(
            .transposed, linear.count, residuals.count, -1, scalars, stride,
            linear, 1, 1, &residuals, 1)
        return residuals
    }

    private func chiSquared(_ linear: [Double]) -> Double {
        residuals(linear).reduce(0) { $0 + $1 * $1 }
    }

    private func penalty(_ values: [Double]) -> Double {
        zip(parameters, values).reduce(0) { sum, pair in
            let deviation = (pair.1 - pair.0.restraint.expected) / pair.0.restraint.spread
            return sum + deviation * deviation
        }
    }

    /// The second derivatives of C/2 in Gauss and Newton's approximation, and the negative first ones, for all unknowns:
    /// phases, background, parameters.
    struct Linearization {
        let normal: [Double]
        let descent: [Double]
        let count: Int
    }

    /// Linearizes the model about a point.
    ///
    /// - Parameters:
    ///   - point: The point.
    ///   - isFree: Which parameters are varied; the columns of the others are zero.
    /// - Returns: The derivatives.
    func linearization(at point: Point, isFree: [Bool]) -> Linearization {
        for parameter in parameters.indices {
            column(of: parameter).update(repeating: .zero, count: vectors)
        }
        for phase in phases.indices {
            let scale = point.linear[phase]
            let varied = parameters.indices.filter { index in
                isFree[index] && scale > 0 && (parameters[index].phase ?? phase) == phase
            }
            draw(phase, point.state, scale: scale, varied: varied)
        }
        let first = phases.count + background.count
        for parameter in parameters.indices { weigh(first + parameter) }
        var normal = normal(columnCount).map { $0 / misfit }
        var descent = product(columnCount, with: residuals(point.linear)).map { $0 / misfit }
        for (index, parameter) in parameters.enumerated() where isFree[index] {
            let weight = 1 / (parameter.restraint.spread * parameter.restraint.spread)
            normal[(first + index) * (columnCount + 1)] += weight
            descent[first + index] -= weight * (point.values[index] - parameter.restraint.expected)
        }
        return Linearization(normal: normal, descent: descent, count: columnCount)
    }

    /// The calculated pattern of each phase, and the background, at a point that was computed last.
    func curves(at point: Point) -> (phases: [[Double]], background: [Double]) {
        let patterns = phases.indices.map { phase in
            UnsafeBufferPointer(start: scalars(phase), count: pattern.twoTheta.count).map { $0 * point.linear[phase] }
        }
        var level = [Double](repeating: 0, count: pattern.twoTheta.count)
        for (index, row) in background.enumerated() {
            for place in row.indices { level[place] += point.linear[phases.count + index] * row[place] }
        }
        return (patterns, level)
    }
}
