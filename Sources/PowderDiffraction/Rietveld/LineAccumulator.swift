internal import Foundation
internal import NumericalMethods

/// Adds lines, and what they do when parameters change, to columns over the points of a pattern.
///
/// With u = (x - x₀)/H, a line of area A is A P, P = η L + (1 - η) G, where
/// L = 2/(πH) / (1 + 4u²) and G = 2 √(ln 2/π)/H · exp(-4 ln 2 u²).
/// Its derivative along a parameter with the slopes ∂A, ∂x₀, ∂H, ∂η is
/// ∂A P + A (∂x₀ P_x + ∂H P_H + ∂η P_η), with
/// P_x = -P_u/H, P_H = -(P + u P_u)/H, P_η = L - G.
struct LineAccumulator: ~Copyable {
    typealias Vector = SIMD8<Double>

    /// The number of points.
    let count: Int
    /// The number of vectors that hold them.
    let vectors: Int
    private let angles: UnsafeMutablePointer<Vector>
    /// P, P_x, P_H and P_η of the line at hand.
    private let shapes: UnsafeMutablePointer<Vector>

    /// Makes an accumulator for angles in rising order.
    ///
    /// - Parameter twoTheta: The angles, in degrees.
    init(twoTheta: [Double]) {
        count = twoTheta.count
        vectors = (count + Vector.scalarCount - 1) / Vector.scalarCount
        angles = .allocate(capacity: vectors)
        // Beyond the last point the angles go on, so that what is computed there is finite.
        let beyond = twoTheta.last ?? 0
        for index in 0..<vectors {
            var vector = Vector(repeating: beyond)
            for lane in 0..<Vector.scalarCount where index * Vector.scalarCount + lane < count {
                vector[lane] = twoTheta[index * Vector.scalarCount + lane]
            }
            (angles + index).initialize(to: vector)
        }
        shapes = .allocate(capacity: 4 * vectors)
        shapes.initialize(repeating: .zero, count: 4 * vectors)
    }

    deinit {
        angles.deallocate()
        shapes.deallocate()
    }

    /// Adds a line.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - slopes: Its slopes, one for each of `columns`.
    ///   - scale: What the phase's lines are multiplied with in `columns`, and not in `pattern`.
    ///   - floor: Where tails end: at this value of the line's Lorentzian part, which is then taken off it;
    ///     for a part of a line a part of it.
    ///   - pattern: Gets the line.
    ///   - columns: Get its derivatives times the scale; none where only the pattern is wanted.
    func add(
        _ line: SlopedLine, slopes: UnsafePointer<SlopedLine.Slope>, scale: Double, floor: Double,
        pattern: UnsafeMutablePointer<Vector>, columns: UnsafeBufferPointer<UnsafeMutablePointer<Vector>>
    ) {
        let floor = floor * line.share
        let inverse = 1 / line.width
        let lorentzianPeak = line.mixing * inverse * 2 / .pi
        let gaussianPeak = (1 - line.mixing) * inverse * Self.gaussianHeight
        let reach = line.width * max(Self.gaussianReach, ((line.area * lorentzianPeak / floor).squareRoot() / 2))
        let (first, end) = (vector(from: line.position - reach), vector(upTo: line.position + reach))
        guard first < end else { return }
        let core = line.width * Self.gaussianReach
        let gaussianRange = vector(from: line.position - core)..<vector(upTo: line.position + core)

        for index in first..<end {
            let u = (angles[index] - line.position) * inverse
            let squared = u * u
            var density = inverse * 2 / .pi / (squared * 4 + 1)
            // The tails come down to zero where they end, so that nothing jumps when a line changes.
            let isTail = density * (line.mixing * line.area) .<= floor
            density.replace(with: 0, where: isTail)
            let lorentzian = density * line.mixing
            // dP/du of the Lorentzian part is -8u/(1 + 4u²) times it.
            var value = lorentzian
            var slope = u * density * lorentzian * (-4 * .pi * line.width)
            var difference = density
            if gaussianRange.contains(index) {
                let exponential = VectorExponential.negative(squared * Self.fourLogTwo)
                let gaussian = exponential * gaussianPeak
                value += gaussian
                slope += u * gaussian * (-2 * Self.fourLogTwo)
                difference -= exponential * (inverse * Self.gaussianHeight)
            }
            pattern[index] += value * line.area - Vector(repeating: floor).replacing(with: 0, where: isTail)
            shapes[4 &* index] = value
            shapes[4 &* index &+ 1] = slope * -inverse
            shapes[4 &* index &+ 2] = (value + u * slope) * -inverse
            shapes[4 &* index &+ 3] = difference
        }
        for (parameter, column) in columns.enumerated() {
            let slope = slopes[parameter] * SIMD4(scale, scale * line.area, scale * line.area, scale * line.area)
            addSlope(slope, to: column, first: first, end: end)
        }
    }

    /// Adds a combination of the shapes to a column; the parts that are zero are left out.
    @inline(__always)
    private func addSlope(_ slope: SIMD4<Double>, to column: UnsafeMutablePointer<Vector>, first: Int, end: Int) {
        let hasShape = slope.z != 0 || slope.w != 0
        switch (slope.x != 0 || slope.y != 0, hasShape) {
        case (false, false): return
        case (true, false) where slope.y == 0:
            for index in first..<end { column[index].addProduct(shapes[4 &* index], Vector(repeating: slope.x)) }
        case (true, false):
            for index in first..<end {
                column[index] += shapes[4 &* index] * slope.x + shapes[4 &* index &+ 1] * slope.y
            }
        case (false, true):
            for index in first..<end {
                column[index] += shapes[4 &* index &+ 2] * slope.z + shapes[4 &* index &+ 3] * slope.w
            }
        case (true, true):
            for index in first..<end {
                column[index] +=
                    shapes[4 &* index] * slope.x + shapes[4 &* index &+ 1] * slope.y
                    + (shapes[4 &* index &+ 2] * slope.z + shapes[4 &* index &+ 3] * slope.w)
            }
        }
    }

    /// The area of a line over the points, in all and with each point times a ratio, within ten widths.
    func share(_ line: SlopedLine, of ratios: [Double]) -> (calculated: Double, observed: Double) {
        let reach = 10 * line.width
        let (first, end) = (index(of: line.position - reach), index(of: line.position + reach))
        let scalars = UnsafeMutableRawPointer(angles).assumingMemoryBound(to: Double.self)
        var (calculated, observed) = (0.0, 0.0)
        for point in first..<end {
            let u = (scalars[point] - line.position) / line.width
            let value =
                line.area / line.width
                * (line.mixing * 2 / .pi / (1 + 4 * u * u)
                    + (1 - line.mixing) * Self.gaussianHeight * exp(-Self.fourLogTwo * u * u))
            calculated += value
            observed += value * ratios[point]
        }
        return (calculated, observed)
    }

    /// 2 √(ln 2/π): the highest value of a Gaussian of unit area, times its width.
    private static let gaussianHeight = 0.939_437_278_699_651_3
    private static let fourLogTwo = 4 * 0.693_147_180_559_945_3
    /// Beyond this many widths a Gaussian is below 10⁻¹¹ of its peak.
    private static let gaussianReach = 3.0

    /// The first vector with a point at or above an angle.
    private func vector(from angle: Double) -> Int { index(of: angle) / Vector.scalarCount }

    /// The vector behind the last one with a point below an angle.
    private func vector(upTo angle: Double) -> Int {
        (index(of: angle) + Vector.scalarCount - 1) / Vector.scalarCount
    }

    /// The number of points below an angle.
    private func index(of angle: Double) -> Int {
        let scalars = UnsafeMutableRawPointer(angles).assumingMemoryBound(to: Double.self)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if scalars[middle] < angle { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
