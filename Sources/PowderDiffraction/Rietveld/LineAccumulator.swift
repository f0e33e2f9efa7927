/// Adds lines, and what they do when parameters change, to columns over the points of a pattern.
///
/// This is how a refinement draws: on any angles, and so that nothing jumps when a parameter changes; ``GridLines`` draws
/// the same function for the simulator. With u = (x - x₀)/H, a line of area A is A P with the function
/// P = η L + (1 - η) G of ``PseudoVoigt``. Its derivative along a parameter with the slopes ∂A, ∂x₀, ∂H, ∂η is
/// ∂A P + A (∂x₀ P_x + ∂H P_H + ∂η P_η), with
/// P_x = -P_u/H, P_H = -(P + u P_u)/H, P_η = L - G.
struct LineAccumulator: ~Copyable {
    typealias Vector = PseudoVoigt.Vector

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
    ///   - slopes: Its slopes, one for each of `columns`; nothing where there are none.
    ///   - scale: What the phase's lines are multiplied with in `columns`, and not in `pattern`.
    ///   - floor: Where tails end: at this value of the line's Lorentzian part, which is then taken off it;
    ///     for a part of a line a part of it.
    ///   - pattern: Gets the line.
    ///   - columns: Get its derivatives times the scale; none where only the pattern is wanted.
    @inline(__always)
    func add(
        _ line: Line, slopes: UnsafePointer<Line.Slope>?, scale: Double, floor: Double,
        pattern: UnsafeMutablePointer<Vector>, columns: UnsafeBufferPointer<UnsafeMutablePointer<Vector>>
    ) {
        let range = addShapes(of: line, floor: floor * line.share, to: pattern)
        guard let slopes else { return }
        for (parameter, column) in columns.enumerated() {
            let slope = slopes[parameter] * SIMD4(scale, scale * line.area, scale * line.area, scale * line.area)
            addSlope(slope, to: column, range)
        }
    }

    /// Adds a line to a pattern, and keeps its shapes for the derivatives.
    ///
    /// - Returns: The vectors that the line reaches.
    private func addShapes(of line: Line, floor: Double, to pattern: UnsafeMutablePointer<Vector>) -> Range<Int> {
        let (width, mixing) = (line.shape.width, line.shape.mixing)
        let inverse = 1 / width
        let lorentzianPeak = PseudoVoigt.lorentzianPeak(area: 1, inverseWidth: inverse)
        let gaussianPeak = PseudoVoigt.gaussianPeak(area: 1, inverseWidth: inverse)
        let tail = width * PseudoVoigt.lorentzianReach(peak: line.area * mixing * lorentzianPeak, floor: floor)
        let core = width * Self.gaussianReach
        let range = vectors(within: max(core, tail), of: line.position)
        let gaussianRange = vectors(within: core, of: line.position)
        for index in range {
            let u = (angles[index] - line.position) * inverse
            let squared = u * u
            var density = PseudoVoigt.lorentzian(peak: lorentzianPeak, squared: squared)
            // The tails come down to zero where they end, so that nothing jumps when a line changes.
            let isTail = density * (mixing * line.area) .<= floor
            density.replace(with: 0, where: isTail)
            let lorentzian = density * mixing
            // dP/du of the Lorentzian part is -8u/(1 + 4u²) times it.
            var value = lorentzian
            var slope = u * density * lorentzian * (-4 * .pi * width)
            var difference = density
            if gaussianRange.contains(index) {
                let bell = PseudoVoigt.gaussian(peak: gaussianPeak, squared: squared)
                let gaussian = bell * (1 - mixing)
                value += gaussian
                slope += u * gaussian * (-2 * PseudoVoigt.gaussianExponent)
                difference -= bell
            }
            pattern[index] += value * line.area - Vector(repeating: floor).replacing(with: 0, where: isTail)
            shapes[4 &* index] = value
            shapes[4 &* index &+ 1] = slope * -inverse
            shapes[4 &* index &+ 2] = (value + u * slope) * -inverse
            shapes[4 &* index &+ 3] = difference
        }
        return range
    }

    /// Adds a combination of the shapes to a column; the parts that are zero are left out.
    @inline(__always)
    private func addSlope(_ slope: Line.Slope, to column: UnsafeMutablePointer<Vector>, _ range: Range<Int>) {
        let hasShape = slope.z != 0 || slope.w != 0
        switch (slope.x != 0 || slope.y != 0, hasShape) {
        case (false, false): return
        case (true, false) where slope.y == 0:
            for index in range { column[index].addProduct(shapes[4 &* index], Vector(repeating: slope.x)) }
        case (true, false):
            for index in range {
                column[index] += shapes[4 &* index] * slope.x + shapes[4 &* index &+ 1] * slope.y
            }
        case (false, true):
            for index in range {
                column[index] += shapes[4 &* index &+ 2] * slope.z + shapes[4 &* index &+ 3] * slope.w
            }
        case (true, true):
            for index in range {
                column[index] +=
                    shapes[4 &* index] * slope.x + shapes[4 &* index &+ 1] * slope.y
                    + (shapes[4 &* index &+ 2] * slope.z + shapes[4 &* index &+ 3] * slope.w)
            }
        }
    }

    /// Hands over the points within ten widths of a line, each with the whole line's value there.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - body: Gets the index of a point and the value.
    @inline(__always)
    func forEachPoint(of line: Line, _ body: (_ point: Int, _ value: Double) -> Void) {
        let (width, mixing) = (line.shape.width, line.shape.mixing)
        let inverse = 1 / width
        let lorentzianPeak = PseudoVoigt.lorentzianPeak(area: line.area * mixing, inverseWidth: inverse)
        let gaussianPeak = PseudoVoigt.gaussianPeak(area: line.area * (1 - mixing), inverseWidth: inverse)
        let points = index(of: line.position - 10 * width)..<index(of: line.position + 10 * width)
        for vector in vectors(within: 10 * width, of: line.position) {
            let u = (angles[vector] - line.position) * inverse
            let value =
                PseudoVoigt.lorentzian(peak: lorentzianPeak, squared: u * u)
                + PseudoVoigt.gaussian(peak: gaussianPeak, squared: u * u)
            let first = vector * Vector.scalarCount
            for point in (first..<first + Vector.scalarCount).clamped(to: points) {
                body(point, value[point - first])
            }
        }
    }

    /// Beyond this many widths a Gaussian is left out: it is below 10⁻¹¹ of its peak, so that nothing is seen to jump.
    private static let gaussianReach = 3.0

    /// The vectors with points within a distance of an angle, in degrees.
    private func vectors(within distance: Double, of angle: Double) -> Range<Int> {
        let first = index(of: angle - distance) / Vector.scalarCount
        let end = (index(of: angle + distance) + Vector.scalarCount - 1) / Vector.scalarCount
        return first..<max(first, end)
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
