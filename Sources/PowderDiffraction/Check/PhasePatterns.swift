internal import Foundation
internal import NumericalMethods

/// The patterns of pure phases on a grid, a unit of mass each, at every setting of the lines that a simulation covers, and at
/// the resolution at which its cells look alike.
///
/// Structures and displacement parameters are as published: what differs is where lines lie and how wide they are. A phase whose
/// texture varies has several columns, of little, of middling and of much texture: real samples are sums of such. The impurities
/// of the simulation stand behind its phases.
package struct PhasePatterns: Sendable {
    /// The angles.
    let grid: AngleGrid
    /// The phase of each column of a setting: those that count, from 0 on, and then impurities.
    let owners: [Int]
    /// The columns of middling texture, one for each phase.
    let middle: [Int]
    /// The number of phases.
    package let phases: Int
    /// The settings: displacements x broadenings.
    let displacements: [Double]
    let broadenings: [Double]
    /// The wavelengths of the instrument, the strongest first.
    let wavelengths: [Double]
    /// Brings measured patterns to the same resolution.
    let smoothing: AngularSmoothing
    /// The width of a line at an angle, in degrees, at half maximum: of the widest that are simulated.
    private let widest: (instrument: InstrumentWidth, sample: SampleWidth)
    /// The patterns: broadening, displacement, phase, point.
    private let values: [Double]

    /// Draws the patterns.
    ///
    /// - Parameters:
    ///   - recipe: The simulation whose samples are to be looked at.
    ///   - structures: The phases.
    ///   - grid: The angles.
    ///   - workers: How many threads draw.
    /// - Throws: ``UnknownScatterer`` where a site has no form factor, and ``TooManyReflections`` for a cell that is too
    ///   large.
    package init(recipe: SimulationRecipe, structures: [CrystalStructure], grid: AngleGrid, workers: Int) throws {
        let models = try (structures + recipe.impurities.map(\.structure)).map {
            try PhaseModel(structure: $0, radiation: recipe.instrument.radiation, upTo: grid.last)
        }
        let textures = models.indices.map { phase in
            phase < structures.count ? Self.textures(recipe.phases.texture[phase]) : [1]
        }
        let columns = models.indices.flatMap { phase in textures[phase].map { (phase: phase, texture: $0) } }
        let displacements = LineSetting.displacements(of: recipe.instrument)
        let broadenings = LineSetting.broadenings(of: recipe)
        let settings = broadenings.flatMap { broadening in
            displacements.map { LineSetting(displacement: $0, broadening: broadening) }
        }
        let size = columns.count * grid.count
        let smoothing = AngularSmoothing(grid: grid, cellLengths: recipe.phases.cellLengths)
        values = [Double](unsafeUninitializedCapacity: settings.count * size) { buffer, initialized in
            initialized = settings.count * size
            buffer.initialize(repeating: 0)
            // Every setting has a place of its own.
            nonisolated(unsafe) let places = buffer
            WorkerPool.forEach(Array(settings.indices), workers: workers) { index in
                let painter = PatternPainter(grid: grid)
                for (column, (phase, texture)) in columns.enumerated() {
                    painter.add(
                        weight: 1, of: models[phase],
                        state: PhaseState(
                            cell: models[phase].structure.cell, width: settings[index].width(of: recipe.phases),
                            texture: texture),
                        instrument: settings[index].instrument(of: recipe.instrument),
                        placement: SamplePlacement(
                            displacement: settings[index].displacement,
                            zeroShift: recipe.instrument.zeroShift.value(at: 0.5)))
                    painter.draw { pattern in
                        let first = index * size + column * grid.count
                        for (point, mean) in smoothing.means(of: Array(pattern)).enumerated() {
                            places[first + point] = mean
                        }
                    }
                }
            }
        }
        let wide = LineSetting(displacement: 0, broadening: 1)
        widest = (wide.instrument(of: recipe.instrument).width, wide.width(of: recipe.phases))
        wavelengths = recipe.instrument.radiation.lines.map(\.wavelength)
        self.smoothing = smoothing
        owners = columns.map(\.phase)
        middle = models.indices.map { phase in
            let own = columns.indices.filter { columns[$0].phase == phase }
            return own[own.count / 2]
        }
        phases = structures.count
        self.displacements = displacements
        self.broadenings = broadenings
        self.grid = grid
    }

    /// The least, the middling and the largest texture of a range.
    private static func textures(_ range: ValueRange) -> [Double] {
        range.low == range.high ? [range.low] : [range.low, range.value(at: 0.5), range.high]
    }

    /// Hands over the patterns at a setting, columns x points.
    func withPatterns<Result>(
        broadening: Int, displacement: Int, _ body: (UnsafePointer<Double>) -> Result
    ) -> Result {
        let size = owners.count * grid.count
        let first = (broadening * displacements.count + displacement) * size
        return values.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped + first) }
    }

    /// The width of a line at an angle 2θ of the grid at this resolution, in degrees.
    func lineWidth(at twoTheta: Double) -> Double {
        let shape = PeakShape(
            theta: min(twoTheta, 175) / 2 * .pi / 180, wavelength: wavelengths[0], instrument: widest.instrument,
            sample: widest.sample, step: grid.step)
        let point = Int(((twoTheta - grid.first) / grid.step).rounded())
        return max(shape.width, smoothing.widths[min(max(point, 0), grid.count - 1)])
    }
}
