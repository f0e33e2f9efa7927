internal import NumericalMethods

/// Memory in which a ``RefinementModel`` is computed, one refinement at a time.
///
/// It holds no answer from one call to the next, but for structure factors, which are told by their cell: whatever reads a
/// part of it has written that part before. Columns are
/// those of the model, one row of memory each: patterns of the phases, functions of the background, derivatives along
/// the parameters.
final class RefinementWorkspace {
    typealias Vector = LineAccumulator.Vector

    /// The structure factors of each phase.
    let factors: [StructureFactorMemo]
    /// Draws lines on the angles of the pattern.
    let lines: LineAccumulator
    /// The number of vectors of a column; behind the last point it is padded with zeros.
    var vectors: Int { lines.vectors }
    /// Room for the derivatives of a line.
    let slopes: UnsafeMutablePointer<Line.Slope>

    private let phases: Int
    private let linearCount: Int
    private let parameters: Int
    /// The patterns of the phases, and then the derivatives.
    private let columns: UnsafeMutablePointer<Vector>
    /// All columns times √weight.
    private let weighted: UnsafeMutablePointer<Double>
    /// The residuals times √weight.
    private let residuals: UnsafeMutablePointer<Double>
    /// Where the derivatives of a phase go.
    private let targets: UnsafeMutablePointer<UnsafeMutablePointer<Vector>>

    /// Allocates what a model needs.
    init(for model: RefinementModel) {
        BLAS.useOneThread()
        factors = model.phases.map { _ in StructureFactorMemo() }
        lines = LineAccumulator(twoTheta: model.pattern.twoTheta)
        phases = model.phases.count
        linearCount = model.linearCount
        parameters = model.parameters.count
        func zeros<Element>(_ zero: Element, _ count: Int) -> UnsafeMutablePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
            memory.initialize(repeating: zero, count: max(count, 1))
            return memory
        }
        let stride = lines.vectors * Vector.scalarCount
        slopes = zeros(.zero, parameters)
        columns = zeros(.zero, lines.vectors * (phases + parameters))
        weighted = zeros(0, stride * (linearCount + parameters))
        residuals = zeros(0, stride)
        targets = zeros(columns, parameters)
    }

    deinit {
        slopes.deallocate()
        columns.deallocate()
        weighted.deallocate()
        residuals.deallocate()
        targets.deallocate()
    }

    private var stride: Int { vectors * Vector.scalarCount }

    /// Overwrites all that it holds, to show that nothing of it matters.
    func fill(with value: Double) {
        slopes.update(repeating: Line.Slope(repeating: value), count: parameters)
        columns.update(repeating: Vector(repeating: value), count: vectors * (phases + parameters))
        weighted.update(repeating: value, count: stride * (linearCount + parameters))
        residuals.update(repeating: value, count: stride)
    }

    // MARK: Columns

    /// Where the pattern of a phase is drawn.
    func pattern(of phase: Int) -> UnsafeMutablePointer<Vector> { columns + phase * vectors }

    /// The pattern of a phase as it is drawn, times its scale.
    func pattern(of phase: Int, scale: Double) -> [Double] {
        let values = scalars(pattern(of: phase))
        return [Double](unsafeUninitializedCapacity: lines.count) { pattern, initialized in
            for index in 0..<lines.count { pattern.initializeElement(at: index, to: values[index] * scale) }
            initialized = lines.count
        }
    }

    /// Where the derivatives along some parameters are drawn.
    func derivatives(along varied: [Int]) -> UnsafeBufferPointer<UnsafeMutablePointer<Vector>> {
        for (index, parameter) in varied.enumerated() { targets[index] = derivative(along: parameter) }
        return UnsafeBufferPointer(start: targets, count: varied.count)
    }

    /// Makes the derivative along a parameter zero.
    func clearDerivative(along parameter: Int) { derivative(along: parameter).update(repeating: .zero, count: vectors) }

    private func derivative(along parameter: Int) -> UnsafeMutablePointer<Vector> {
        columns + (phases + parameter) * vectors
    }

    private func scalars(_ column: UnsafeMutablePointer<Vector>) -> UnsafeMutablePointer<Double> {
        UnsafeMutableRawPointer(column).assumingMemoryBound(to: Double.self)
    }

    // MARK: Columns times √weight

    /// Weighs the pattern of a phase.
    func weighPattern(of phase: Int, _ weights: PointWeights) {
        weigh(scalars(pattern(of: phase)), into: phase, weights)
    }

    /// Weighs the derivative along a parameter.
    func weighDerivative(along parameter: Int, _ weights: PointWeights) {
        weigh(scalars(derivative(along: parameter)), into: linearCount + parameter, weights)
    }

    /// Weighs a value for each point.
    ///
    /// - Parameters:
    ///   - values: The values.
    ///   - column: The column that they are.
    ///   - weights: What the points are weighed with.
    func weigh(_ values: UnsafePointer<Double>, into column: Int, _ weights: PointWeights) {
        let target = weighted + column * stride
        weights.roots.withUnsafeBufferPointer { roots in
            for index in 0..<lines.count { target[index] = values[index] * roots[index] }
        }
        for index in lines.count..<stride { target[index] = 0 }
    }

    /// JᵀWJ of the first so many columns, row by row.
    func normal(_ count: Int) -> [Double] {
        var normal = [Double](repeating: 0, count: count * count)
        BLAS.dsyrk(.lower, .asIs, count, stride, 1, weighted, stride, 0, &normal, count)
        for row in 0..<count {
            for column in 0..<row { normal[column * count + row] = normal[row * count + column] }
        }
        return normal
    }

    /// JᵀW v of the first so many columns, for values times √weight.
    func product(_ count: Int, with values: UnsafePointer<Double>) -> [Double] {
        var product = [Double](repeating: 0, count: count)
        BLAS.dgemv(.asIs, count, lines.count, 1, weighted, stride, values, 1, 0, &product, 1)
        return product
    }

    /// χ² = Σ w r² of the residuals r that some scales and coefficients of the background leave.
    func chiSquared(of linear: [Double], _ weights: PointWeights) -> Double {
        computeResiduals(of: linear, weights)
        return UnsafeBufferPointer(start: residuals, count: lines.count).reduce(0) { $0 + $1 * $1 }
    }

    /// JᵀW r of the first so many columns, with the residuals r that some scales and coefficients of the background leave.
    func productWithResiduals(_ count: Int, of linear: [Double], _ weights: PointWeights) -> [Double] {
        computeResiduals(of: linear, weights)
        return product(count, with: residuals)
    }

    private func computeResiduals(of linear: [Double], _ weights: PointWeights) {
        residuals.update(from: weights.observed, count: lines.count)
        BLAS.dgemv(.transposed, linear.count, lines.count, -1, weighted, stride, linear, 1, 1, residuals, 1)
    }
}
