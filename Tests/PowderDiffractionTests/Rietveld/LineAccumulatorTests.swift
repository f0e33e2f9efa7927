import Foundation
import NumericalMethods
import TestSupport
import Testing

@testable import PowderDiffraction

extension LineAccumulator {
    /// The sum of lines, and what it changes by along each parameter.
    ///
    /// - Parameters:
    ///   - parameters: The number of parameters.
    ///   - axial: Which of them is the squared axial divergence.
    ///   - divergence: What splits the lines.
    ///   - scale: What derivatives are multiplied with.
    ///   - floor: Where tails end.
    ///   - lines: Hands over the lines with their slopes.
    /// - Returns: The pattern and its derivatives, a list for each parameter.
    func drawn(
        parameters: Int, axial: Int? = nil, divergence: Double, scale: Double = 1, floor: Double,
        _ lines: ((Line, UnsafePointer<Line.Slope>?) -> Void) -> Void
    ) -> (pattern: [Double], slopes: [[Double]]) {
        let memory = UnsafeMutablePointer<Vector>.allocate(capacity: (1 + parameters) * vectors)
        memory.initialize(repeating: .zero, count: (1 + parameters) * vectors)
        defer { memory.deallocate() }
        let columns = (0..<parameters).map { memory + (1 + $0) * vectors }
        columns.withUnsafeBufferPointer { columns in
            lines { line, slopes in
                let split = AxialDivergence.split(line, divergence: divergence, unsplit: .goesToMean)
                guard let slopes else { return add(line, split, floor: floor, to: memory) }
                add(
                    line, split, slopes: slopes, axial: axial, scale: scale, floor: floor, to: memory,
                    columns: columns)
            }
        }
        func scalars(_ column: Int) -> [Double] {
            let start = UnsafeMutableRawPointer(memory + column * vectors).assumingMemoryBound(to: Double.self)
            return Array(UnsafeBufferPointer(start: start, count: count))
        }
        return (scalars(0), (0..<parameters).map { scalars(1 + $0) })
    }
}

@Suite struct LineAccumulatorTests {
    @Test func theExponentialOfAVectorIsThatOfTheLibrary() {
        var random = RandomStream(seed: 1)
        for index in 0..<20_000 {
            var y = SIMD8<Double>.zero
            // From 10⁻¹⁶ to 700, and evenly.
            for lane in 0..<8 {
                y[lane] = index % 2 == 0 ? 700 * random.uniform() : pow(10, -16 + 18.8 * random.uniform())
            }
            let values = VectorExponential.negative(y)
            for lane in 0..<8 {
                let expected = exp(-y[lane])
                #expect(abs(values[lane] - expected) <= 1e-14 * expected, "exp(-\(y[lane]))")
            }
        }
        #expect(VectorExponential.negative(.zero) == SIMD8(repeating: 1))
        for y in [700, 701, 1e4, 1e12] { #expect(0...1.1e-304 ~= VectorExponential.negative(SIMD8(repeating: y))[3]) }
    }

    private struct Case {
        let line: Line
        let slope: Line.Slope
    }

    /// Lines of all shapes, some of them beyond the ends.
    private func cases(_ count: Int) -> [Case] {
        var random = RandomStream(seed: 2)
        return (0..<count).map { index in
            let line = Line(
                reflection: 0, position: 8 + 34 * random.uniform(), area: 10 * random.uniform(),
                shape: PeakShape(
                    width: 0.03 + 0.4 * random.uniform(), mixing: index % 5 == 0 ? 0 : random.uniform()))
            // All, some and none of the parts of a slope.
            let parts = (0..<4).map { index >> $0 & 1 == 1 ? random.normal() : 0 }
            return Case(line: line, slope: SIMD4(parts[0], parts[1], parts[2], parts[3]))
        }
    }

    /// The formula, point by point: a Lorentzian part that lies below the floor counts as none, and what lies above has
    /// the floor taken off.
    ///
    /// With few points, the eight of a vector lie hundreds of widths from one another.
    @Test(arguments: [203, 200, 7], [0, 0.03])
    func aPatternIsTheSumOfLinesWithTailsThatEndAtTheFloor(points: Int, divergence: Double) {
        let angles = angles(from: 10, to: 40, count: points)
        let accumulator = LineAccumulator(twoTheta: angles)
        let (cases, floor) = (cases(64), 1e-3)
        let drawn = accumulator.drawn(parameters: 0, divergence: divergence, floor: floor) { add in
            for item in cases { add(item.line, nil) }
        }
        let parts = cases.flatMap { item in
            var parts: [Line] = []
            AxialDivergence.split(item.line, divergence: divergence, unsplit: .goesToMean)
                .forEachPart(of: item.line) { parts.append($0) }
            return parts
        }
        #expect(divergence == 0 ? parts.count == cases.count : parts.count > 3 * cases.count)
        for (point, angle) in angles.enumerated() {
            let expected = parts.reduce(0.0) { sum, line in
                let (width, mixing) = (line.shape.width, line.shape.mixing)
                let u = (angle - line.position) / width
                let tail: Double = line.area * mixing * pseudoVoigt(u, mixing: 1) / width
                let core: Double = line.area * (1 - mixing) * pseudoVoigt(u, mixing: 0) / width
                return sum + core + max(tail - floor * line.share, 0)
            }
            // A Gaussian ends three widths from its middle, at 1e-11 of its peak, which is below 300.
            #expect(abs(drawn.pattern[point] - expected) < 1e-9, "at \(angle)°")
        }
    }

    /// What is left out is below the floor for each line.
    @Test func theSimulatorsPainterDrawsTheSame() throws {
        let grid = try #require(AngleGrid(first: 10, step: 0.02, count: 3000))
        let structure = try #require(CrystalStructure.builtIn(named: "gibbsite"))
        var sample = ExactSample([structure], fractions: [1])
        sample.state.phases[0].texture = 0.8
        let state = sample.state
        let model = try PhaseModel(structure: structure, radiation: .doublet(.copper), upTo: grid.last)
        let painter = PatternPainter(grid: grid, tailShare: 1e-9)
        painter.add(
            weight: 1, of: model, state: state.phases[0], instrument: state.instrument, placement: state.placement)
        let painted = painter.draw { Array($0) }
        let accumulator = LineAccumulator(twoTheta: grid.angles())
        let highest = painted.max() ?? 0
        let drawn = accumulator.drawn(
            parameters: 0, divergence: state.instrument.axialDivergence, floor: 1e-9 * highest / grid.step
        ) { add in
            model.forEachWholeLine(
                state: state.phases[0], instrument: state.instrument, placement: state.placement, step: grid.step,
                unsplit: .goesToMean
            ) { line, _ in add(line, nil) }
        }
        // The painter's Gaussians end at a millionth of their peaks.
        #expect(largestDifference(drawn.pattern.map { $0 * grid.step }, painted) < 3e-6 * highest)
    }

    /// Each line moved, widened and so on by a little along its slope.
    ///
    /// Where there is no Lorentzian part, the tail of one begins to show above the floor with the step itself; such
    /// lines are left out. Lines that are split have no tails that end between the points: of so many ends one would lie
    /// at a point.
    @Test(arguments: [0, 0.03])
    func derivativesAreDifferencesOfPatterns(divergence: Double) {
        let angles = angles(from: 10, to: 40, count: 601)
        let accumulator = LineAccumulator(twoTheta: angles)
        let (scale, floor) = (3.0, divergence > 0 ? 1e-9 : 1e-5)
        for item in cases(40) where item.line.shape.mixing > 0.01 {
            func pattern(_ distance: Double) -> (pattern: [Double], slopes: [[Double]]) {
                let line = item.line
                let moved = Line(
                    reflection: 0, position: line.position + distance * item.slope.y,
                    area: line.area + distance * item.slope.x,
                    shape: PeakShape(
                        width: line.shape.width + distance * item.slope.z,
                        mixing: line.shape.mixing + distance * item.slope.w))
                return accumulator.drawn(parameters: 1, divergence: divergence, scale: scale, floor: floor) { add in
                    withUnsafePointer(to: item.slope) { add(moved, $0) }
                }
            }
            let step = 1e-6
            let (above, below) = (pattern(step).pattern, pattern(-step).pattern)
            let slope = pattern(0).slopes[0]
            let differences = zip(above, below).map { scale * ($0 - $1) / (2 * step) }
            let largest = differences.reduce(1e-3) { max($0, abs($1)) }
            // Third derivatives are up to (6/H)³ of the pattern: 1e-12 · 10⁵ to 10⁷. Rounding: 10⁻¹⁶ · 10³ / 10⁻⁶.
            #expect(largestDifference(slope, differences) < 1e-5 * largest, "\(item)")
        }
    }
}
