import NumericalMethods
import Testing

@testable import PowderDiffraction

/// Simulated lines to rounding, and patterns to their tolerance, against a plain program: they are what networks learned from.
@Suite struct SimulatorReferenceTests {
    /// What an instrument and a phase may do, each alone and all together.
    enum Trait: CaseIterable {
        case bare, doublet, widths, divergence, placement, monochromator, stretch, displacement, texture, graininess,
            all
    }

    private static let structures = ["calcite", "gibbsite", "dolomite", "hematite", "quartz"]

    private func instrument(_ trait: Trait) -> Instrument {
        func has(_ other: Trait) -> Bool { trait == other || trait == .all }
        return Instrument(
            radiation: has(.doublet) ? .doublet(.copper) : .mean(.copper),
            width: has(.widths)
                ? InstrumentWidth(u: 0.002, v: -0.001, w: 0.004, lorentzian: 0.02) : InstrumentWidth(w: 0.0025),
            axialDivergence: has(.divergence) ? 0.012 : 0, radius: 240,
            monochromatorAngle: has(.monochromator) ? 26.6 : nil)
    }

    private func state(_ trait: Trait, of model: PhaseModel) -> PhaseState {
        func has(_ other: Trait) -> Bool { trait == other || trait == .all }
        var random = RandomStream(seed: 9)
        let cell = model.structure.cell
        return PhaseState(
            cell: has(.stretch) ? cell.stretched(by: [1.003, 0.998, 1.001]) : cell,
            displacement: has(.displacement) ? 0.3 : 0, width: SampleWidth(size: 80, strain: 0.0007),
            texture: has(.texture) ? 0.7 : 1,
            graininess: has(.graininess) ? model.list.reflections.map { _ in 0.9 + 0.2 * random.uniform() } : [])
    }

    @Test(arguments: structures, Trait.allCases)
    func linesAndPatternsAreThoseOfThePlainProgram(name: String, trait: Trait) throws {
        let grid = try #require(AngleGrid(first: 5, step: 0.04, count: 2043))
        let instrument = instrument(trait)
        let placement =
            trait == .placement || trait == .all
            ? SamplePlacement(displacement: 0.08, zeroShift: -0.015) : SamplePlacement()
        let structure = try #require(CrystalStructure.builtIn(named: name))
        let model = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: grid.last)
        let state = state(trait, of: model)
        let reference = SimulatorReference(instrument: instrument, placement: placement, step: grid.step)
        let expected = reference.lines(of: model, state: state)
        var lines: [SimulatorReference.Line] = []
        model.forEachLine(state: state, instrument: instrument, placement: placement, step: grid.step) { line in
            lines.append(
                SimulatorReference.Line(
                    position: line.position, area: line.area, width: line.shape.width, mixing: line.shape.mixing))
        }
        #expect(lines.count == expected.joined().count)
        for (line, expected) in zip(lines, expected.joined()) {
            #expect(abs(line.position - expected.position) <= 1e-13 * expected.position)
            #expect(abs(line.area - expected.area) <= 1e-12 * expected.area)
            #expect(abs(line.width - expected.width) <= 1e-14 * expected.width)
            #expect(abs(line.mixing - expected.mixing) <= 1e-14)
        }
        if trait == .divergence || trait == .all { #expect(lines.count > 2 * model.list.reflections.count) }

        for tailShare in [1e-9, 5e-6, 1e-3] {
            let painter = PatternPainter(grid: grid, tailShare: tailShare)
            painter.add(weight: 1, of: model, state: state, instrument: instrument, placement: placement)
            let pattern = painter.draw { Array($0) }
            let plain = SimulatorReference.pattern(of: expected, on: grid, tailShare: tailShare)
            let highest = plain.whole.max() ?? 0
            #expect(highest > 0)
            for index in pattern.indices {
                let off = plain.whole[index] - pattern[index]
                #expect(-5e-6 * highest <= off && off <= plain.missing[index] + 5e-6 * highest)
            }
        }
    }
}
