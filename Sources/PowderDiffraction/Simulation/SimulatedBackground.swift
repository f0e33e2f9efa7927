internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods

/// What lies under the lines of simulated patterns, as the section `background` of a simulation says it.
///
/// With the pattern's highest line as unit: a constant level; a rise towards small angles, the scattering of air,
/// rise · level · (θ₀/θ)² with the first angle θ₀; and a broad hump of matter without order.
///
/// ```yaml
/// background:
///   level: [0.0005, 0.02]    # equal ratios equally likely
///   rise: [0, 6]             # in units of the level
///   hump: [0, 1]             # height in units of the level
/// ```
struct SimulatedBackground: Sendable, Hashable {
    let level: ValueRange
    let rise: ValueRange
    let hump: ValueRange

    /// Where the middle of the hump lies, and its standard deviation, in degrees: those of glass and carbon, whose first
    /// rings lie near spacings of 3.5 to 4.5 Å.
    private static let humpCenter = ValueRange(18, 32)
    private static let humpWidth = ValueRange(4, 9)

    /// Reads a section, and reports what is wrong with it.
    static func read(_ section: Section) -> SimulatedBackground? {
        section.explain([
            "level": "The constant level, in units of the highest line, equal ratios equally likely.",
            "rise": "The rise towards small angles, in units of the level.",
            "hump": "The height of a broad hump of matter without order, in units of the level.",
        ])
        let level = section.valueRange("level", in: 1e-6...1, scale: .logarithmic, default: .fixed(1e-6))
        let rise = section.valueRange("rise", in: 0...100, default: .fixed(0))
        let hump = section.valueRange("hump", in: 0...100, default: .fixed(0))
        section.finish()
        guard let level, let rise, let hump else { return nil }
        return SimulatedBackground(level: level, rise: rise, hump: hump)
    }

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
        for index in pattern.indices {
            let angle = grid[index]
            let closeness = grid.first / angle
            let distance = (angle - center) / width
            pattern[index] += level + rise * closeness * closeness + hump * exp(-distance * distance / 2)
        }
    }
}
