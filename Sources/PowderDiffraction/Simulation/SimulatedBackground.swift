internal import DeclarativeFiles
internal import NumericalMethods

/// What lies under the lines of simulated patterns.
///
/// With the pattern's highest line as unit: a constant level; a rise towards small angles, the scattering of air,
/// rise · level · (θ₀/θ)² with the first angle θ₀; and a broad hump of matter without order.
package struct SimulatedBackground: Sendable, Hashable {
    /// The constant level, in units of the pattern's highest line.
    let level: ValueRange
    /// The rise at the first angle, in units of the level.
    let rise: ValueRange
    /// The height of the hump, in units of the level.
    let hump: ValueRange

    package init(level: ValueRange, rise: ValueRange = .fixed(0), hump: ValueRange = .fixed(0)) {
        self.level = level
        self.rise = rise
        self.hump = hump
    }

    /// Where the middle of the hump lies, and its standard deviation, in degrees: those of glass and carbon, whose first
    /// rings lie near spacings of 3.5 to 4.5 Å.
    private static let humpCenter = ValueRange(18, 32)
    private static let humpWidth = ValueRange(4, 9)

    var canonical: StructuredValue {
        ["level": level.canonical, "rise": rise.canonical, "hump": hump.canonical]
    }

    /// Adds a background to a pattern whose highest value is given.
    func add(
        to pattern: UnsafeMutableBufferPointer<Double>, highest: Double, grid: AngleGrid,
        from stream: inout RandomStream
    ) {
        let level = level.draw(from: &stream) * highest
        let rise = rise.draw(from: &stream) * level
        let hump = hump.draw(from: &stream) * level
        let center = Self.humpCenter.draw(from: &stream)
        let width = Self.humpWidth.draw(from: &stream)
        let lanes = Vector(0, 1, 2, 3, 4, 5, 6, 7)
        for first in stride(from: 0, to: pattern.count, by: Vector.scalarCount) {
            let angle = grid.first + grid.step * (lanes + Double(first))
            let closeness = grid.first / angle
            let distance = (angle - center) / width
            let values =
                level + rise * closeness * closeness + hump * VectorExponential.negative(distance * distance / 2)
            for lane in 0..<min(Vector.scalarCount, pattern.count - first) { pattern[first + lane] += values[lane] }
        }
    }

    private typealias Vector = VectorExponential.Vector
}
