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
    private let index: AngleIndex
    /// What derivatives are made of, for the line at hand.
    private let shapes: UnsafeMutablePointer<Vector>

    /// Makes an accumulator for angles in rising order.
    ///
    /// - Parameter twoTheta: The angles, in degrees.
    init(twoTheta: [Double]) {
        count = twoTheta.count
        index = AngleIndex(twoTheta)
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
        shapes = .allocate(capacity: Self.shapeCount * vectors)
        shapes.initialize(repeating: .zero, count: Self.shapeCount * vectors)
    }

    deinit {
        angles.deallocate()
        shapes.deallocate()
    }

    /// Adds a line to a pattern.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - split: What axial divergence makes of it.
    ///   - floor: Where tails end: at this value of the line's Lorentzian part, which is then taken off it;
    ///     for a part of a line a part of it.
    ///   - pattern: Gets the line.
    @inline(__always)
    func add(_ line: Line, _ split: AxialDivergence.Split, floor: Double, to pattern: UnsafeMutablePointer<Vector>) {
        let profile = Profile(line, floor: floor)
        for part in split.parts {
            let angle = line.position - split.largestShift * part.squaredPlace
            let core = vectors(within: profile.core, of: angle)
            for index in vectors(within: profile.reach, of: angle) {
                let point = point(index, of: profile, at: angle, hasBell: core.contains(index))
                pattern[index].addProduct(profile.area(point), Vector(repeating: part.weight))
            }
        }
    }

    /// Adds a line to a pattern, and its derivatives to columns.
    ///
    /// A line of parts n with the shares wₙ, each of which is shifted by tₙ² of the largest shift δ, has the derivative
    /// ∂A ⟨P⟩ + A (∂x₀ (⟨P_x⟩ - ⟨t² P_x⟩ ∂δ/∂2θ) + ∂H ⟨P_H⟩ + ∂η ⟨P_η⟩) with ⟨P⟩ = Σ wₙ Pₙ, and along S² it is
    /// -A ⟨t² P_x⟩ ∂δ/∂S²: the parts are summed once, for all parameters.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - split: What axial divergence makes of it.
    ///   - slopes: Its slopes, one for each of `columns`; that along S² is zero.
    ///   - axial: Which of the columns is that of S².
    ///   - scale: What the phase's lines are multiplied with in `columns`, and not in `pattern`.
    ///   - floor: Where tails end.
    ///   - pattern: Gets the line.
    ///   - columns: Get its derivatives times the scale.
    @inline(__always)
    func add(
        _ line: Line, _ split: AxialDivergence.Split, slopes: UnsafePointer<Line.Slope>,
        axial: Int?, scale: Double, floor: Double,
        to pattern: UnsafeMutablePointer<Vector>, columns: UnsafeBufferPointer<UnsafeMutablePointer<Vector>>
    ) {
        let shift = split.shiftSlopes
        let range = sumShapes(of: line, split, floor: floor, perAngle: shift.perAngle, to: pattern)
        for (parameter, column) in columns.enumerated() {
            let units = SIMD4(scale, scale * line.area, scale * line.area, scale * line.area)
            addSlope(slopes[parameter] * units, to: column, range)
        }
        guard let axial else { return }
        let factor = Vector(repeating: -shift.perSquare * line.area * scale)
        for index in range { columns[axial][index].addProduct(shapes[Self.shapeCount &* index &+ 4], factor) }
    }

    /// ⟨P⟩, ⟨P_x⟩ - ⟨t² P_x⟩ ∂δ/∂2θ, ⟨P_H⟩, ⟨P_η⟩ and ⟨t² P_x⟩.
    private static let shapeCount = 5

    /// Adds a line to a pattern, and keeps the sums of its shapes for the derivatives.
    ///
    /// - Returns: The vectors that the line reaches.
    private func sumShapes(
        of line: Line, _ split: AxialDivergence.Split, floor: Double, perAngle: Double,
        to pattern: UnsafeMutablePointer<Vector>
    ) -> Range<Int> {
        let profile = Profile(line, floor: floor)
        var range: Range<Int>?
        for part in split.parts {
            let own = vectors(
                within: profile.reach, of: line.position - split.largestShift * part.squaredPlace)
            range = range.map { min($0.lowerBound, own.lowerBound)..<max($0.upperBound, own.upperBound) } ?? own
        }
        guard let range else { return 0..<0 }
        (shapes + Self.shapeCount &* range.lowerBound).update(
            repeating: .zero, count: Self.shapeCount &* range.count)
        for part in split.parts {
            let weight = Vector(repeating: part.weight)
            let (perPosition, perPlace) = (
                -profile.inverseWidth * (1 - part.squaredPlace * perAngle), -profile.inverseWidth * part.squaredPlace
            )
            let angle = line.position - split.largestShift * part.squaredPlace
            let core = vectors(within: profile.core, of: angle)
            for index in vectors(within: profile.reach, of: angle) {
                let point = point(index, of: profile, at: angle, hasBell: core.contains(index))
                pattern[index].addProduct(profile.area(point), weight)
                let sums = shapes + Self.shapeCount &* index
                let slope = point.slope * weight
                let value = point.value * weight
                sums[0] += value
                sums[1].addProduct(slope, Vector(repeating: perPosition))
                sums[2].addProduct(value + point.u * slope, Vector(repeating: -profile.inverseWidth))
                sums[3].addProduct(point.difference, weight)
                sums[4].addProduct(slope, Vector(repeating: perPlace))
            }
        }
        return range
    }

    /// What all points of a line have in common.
    private struct Profile {
        let mixing: Double
        let inverseWidth: Double
        /// -4πH: dP/du of the Lorentzian part is u times the part, times a Lorentzian of area one, times this.
        let lorentzianSlope: Double
        let lorentzianPeak: Double
        let gaussianPeak: Double
        /// The line's area, and that of its Lorentzian part.
        let whole: Double
        let lorentzianArea: Double
        let floor: Double
        /// How far the Gaussian part reaches, and the whole line, in degrees.
        let core: Double
        let reach: Double

        @inline(__always)
        init(_ line: Line, floor: Double) {
            mixing = line.shape.mixing
            inverseWidth = 1 / line.shape.width
            lorentzianSlope = -4 * .pi * line.shape.width
            lorentzianPeak = PseudoVoigt.lorentzianPeak(area: 1, inverseWidth: inverseWidth)
            gaussianPeak = PseudoVoigt.gaussianPeak(area: 1, inverseWidth: inverseWidth)
            whole = line.area
            lorentzianArea = mixing * line.area
            self.floor = floor
            core = line.shape.width * LineAccumulator.gaussianReach
            reach = max(
                core,
                line.shape.width
                    * PseudoVoigt.lorentzianReach(peak: lorentzianArea * lorentzianPeak, floor: floor))
        }

        /// What a point adds to the pattern: tails come down to zero where they end, so that nothing jumps when a line changes.
        @inline(__always)
        func area(_ point: Point) -> Vector {
            point.value * whole - Vector(repeating: floor).replacing(with: 0, where: point.isTail)
        }
    }

    /// The function of a line at eight points: u, P, P_u, L - G, and whether the Lorentzian part lies below the floor there.
    private struct Point {
        let u: Vector
        var value: Vector
        var slope: Vector
        var difference: Vector
        let isTail: SIMDMask<SIMD8<Int64>>
    }

    /// The function of a line, or a part of one, at an angle, at the eight points of a vector; without the Gaussian part, where
    /// that does not reach there.
    @inline(__always)
    private func point(_ index: Int, of profile: Profile, at angle: Double, hasBell: Bool) -> Point {
        let u = (angles[index] - angle) * profile.inverseWidth
        let squared = u * u
        var density = PseudoVoigt.lorentzian(peak: profile.lorentzianPeak, squared: squared)
        let isTail = density * profile.lorentzianArea .<= profile.floor
        density.replace(with: 0, where: isTail)
        let lorentzian = density * profile.mixing
        // dP/du of the Lorentzian part is -8u/(1 + 4u²) times it.
        var point = Point(
            u: u, value: lorentzian, slope: u * density * lorentzian * profile.lorentzianSlope, difference: density,
            isTail: isTail)
        guard hasBell else { return point }
        let bell = PseudoVoigt.gaussian(peak: profile.gaussianPeak, squared: squared)
        let gaussian = bell * (1 - profile.mixing)
        point.value += gaussian
        point.slope += u * gaussian * (-2 * PseudoVoigt.gaussianExponent)
        point.difference -= bell
        return point
    }

    /// Adds a combination of the shapes to a column; the parts that are zero are left out.
    @inline(__always)
    private func addSlope(_ slope: Line.Slope, to column: UnsafeMutablePointer<Vector>, _ range: Range<Int>) {
        func shape(_ index: Int, _ part: Int) -> Vector { shapes[Self.shapeCount &* index &+ part] }
        switch (slope.x != 0, slope.y != 0, slope.z != 0 || slope.w != 0) {
        case (false, false, false): return
        case (true, false, false):
            for index in range { column[index].addProduct(shape(index, 0), Vector(repeating: slope.x)) }
        case (false, true, false):
            for index in range { column[index].addProduct(shape(index, 1), Vector(repeating: slope.y)) }
        case (false, false, true):
            for index in range { column[index] += shape(index, 2) * slope.z + shape(index, 3) * slope.w }
        default:
            for index in range {
                column[index] +=
                    shape(index, 0) * slope.x + shape(index, 1) * slope.y
                    + (shape(index, 2) * slope.z + shape(index, 3) * slope.w)
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
        let points = index.points(from: line.position - 10 * width, to: line.position + 10 * width)
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
    @inline(__always)
    private func vectors(within distance: Double, of angle: Double) -> Range<Int> {
        let points = index.points(from: angle - distance, to: angle + distance)
        let first = points.lowerBound / Vector.scalarCount
        return first..<max(first, (points.upperBound + Vector.scalarCount - 1) / Vector.scalarCount)
    }
}
