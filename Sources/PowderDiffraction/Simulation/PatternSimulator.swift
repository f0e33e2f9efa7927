internal import NumericalMethods

/// Simulates the patterns of samples, one after the other.
package struct PatternSimulator: Sendable {
    let recipe: SimulationRecipe
    let grid: AngleGrid
    private let phases: [PhaseModel]
    private let families: [PlaneFamilies]
    private let impurities: [PhaseModel]
    private let particles: SimulatedParticles?
    /// The structure factors of the phases in all their cells.
    private let factors: [StructureFactorSeries?]

    /// Prepares the phases.
    ///
    /// - Throws: ``UnknownScatterer`` where a site has no form factor, ``TooManyReflections`` for a cell that is too large,
    ///   and ``UnsuitableStructure`` where the recipe asks for what a structure does not allow.
    package init(recipe: SimulationRecipe, structures: [CrystalStructure], grid: AngleGrid) throws {
        func model(_ structure: CrystalStructure) throws -> PhaseModel {
            try PhaseModel(
                structure: structure, radiation: recipe.instrument.allLines, upTo: grid.last,
                stretch: max(0.01, recipe.phases.cellLengths))
        }
        for (index, structure) in structures.enumerated() {
            try recipe.phases.requireSuitable(structure, phase: index)
        }
        self.recipe = recipe
        self.grid = grid
        phases = try structures.map(model)
        families = phases.map { PlaneFamilies($0.list) }
        particles = recipe.phases.particleDiameter.map {
            SimulatedParticles(diameter: $0, structures: structures, radiation: recipe.instrument.radiation)
        }
        impurities = try recipe.impurities.map { try model($0.structure) }
        factors = (phases + impurities).map { StructureFactorSeries($0, stretch: recipe.phases.cellLengths) }
    }

    /// Simulates one sample.
    ///
    /// - Parameters:
    ///   - proportions: The weight fraction of each phase.
    ///   - stream: The source of everything that varies.
    ///   - painter: Draws the lines.
    ///   - body: Gets the pattern, background and noise included.
    func simulate(
        proportions: [Double], from stream: inout RandomStream, painter: PatternPainter,
        _ body: (UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        let (instrument, placement) = recipe.instrument.draw(from: &stream)
        let surface = recipe.instrument.surface?.draw(from: &stream)
        let masses = particles?.draw(proportions: proportions, from: &stream) ?? proportions
        for (index, phase) in phases.enumerated() {
            var state = recipe.phases.draw(
                phase: index, model: phase, families: families[index], isNeeded: masses[index] > 0, from: &stream)
            surface.map { dim(&state, of: phase, by: $0) }
            painter.add(
                weight: masses[index], of: phase, factors: factors[index], state: state, instrument: instrument,
                placement: placement)
        }
        for (index, (impurity, model)) in zip(recipe.impurities, impurities).enumerated() {
            let weight = impurity.largestWeight * stream.uniform()
            var state = PhaseState(
                cell: model.structure.cell, width: SampleWidth(size: recipe.phases.size.draw(from: &stream)))
            surface.map { dim(&state, of: model, by: $0) }
            painter.add(
                weight: weight, of: model, factors: factors[phases.count + index], state: state,
                instrument: instrument, placement: placement)
        }
        painter.draw { pattern in
            let highest = pattern.reduce(0, max)
            recipe.background?.add(to: pattern, highest: highest, grid: grid, from: &stream)
            if let counts = recipe.counts, highest > 0 {
                let scale = counts.draw(from: &stream) / highest
                for index in pattern.indices { pattern[index] *= scale }
                stream.replaceWithPoisson(means: pattern)
            }
            body(pattern)
        }
    }

    /// Takes away from the lines of a phase what the surface does, at the angle of the strongest wavelength.
    private func dim(_ state: inout PhaseState, of phase: PhaseModel, by surface: SimulatedSurface.State) {
        guard let wavelength = recipe.instrument.radiation.lines.first?.wavelength else { return }
        let metric = state.cell.reciprocalMetric
        let reflections = phase.list.reflections
        state.multiply(reflections: reflections.count) { index in
            surface.factor(sine: wavelength * metric.squaredLength(reflections[index].plane).squareRoot() / 2)
        }
    }
}
