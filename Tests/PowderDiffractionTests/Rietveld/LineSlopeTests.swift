import Foundation
import TestSupport
import Testing

@testable import PowderDiffraction

/// The derivatives of lines and of whole patterns along everything that may be refined.
@Suite struct LineSlopeTests {
    private static let step = 0.03

    /// A structure in a state in which nothing is as published.
    private func sample(_ structure: CrystalStructure, divergence: Double) -> PatternState {
        var state = PatternState(
            phases: [
                PhaseState(
                    cell: structure.cell, displacement: 0.4, width: SampleWidth(size: 70, strain: 0.0008), texture: 0.8)
            ],
            instrument: Instrument(
                radiation: .doublet(.copper), width: InstrumentWidth(u: 0.003, v: -0.001, w: 0.004, lorentzian: 0.03),
                axialDivergence: divergence, monochromatorAngle: 26.6),
            placement: SamplePlacement(displacement: 0.1, zeroShift: 0.02))
        // Between the lines of all three.
        state.instrument.overflowSine = 0.2713
        return state
    }

    private func parameters(_ structure: CrystalStructure) -> [RefinedParameter] {
        RefinedFamily.allCases.flatMap { RefinedParameter.parameters(of: $0, structures: [structure]) }
    }

    /// A pattern, and its derivatives.
    private func drawn(
        _ model: PhaseModel, _ state: PatternState, _ parameters: [RefinedParameter],
        _ accumulator: borrowing LineAccumulator
    ) -> (pattern: [Double], slopes: [[Double]]) {
        let lines = parameters.map(\.line)
        return accumulator.drawn(
            parameters: lines.count, axial: lines.firstIndex(of: .squaredAxialDivergence),
            divergence: state.instrument.axialDivergence, floor: 1e-9
        ) { add in
            withUnsafeTemporaryAllocation(of: Line.Slope.self, capacity: max(lines.count, 1)) { memory in
                guard let memory = memory.baseAddress else { return }
                let slopes = LineSlopes(
                    parameters: lines, state: state.phases[0], instrument: state.instrument,
                    placement: state.placement, memory: memory)
                model.forEachWholeLine(
                    state: state.phases[0], instrument: state.instrument, placement: state.placement, step: Self.step,
                    unsplit: .goesToMean, slopes: slopes
                ) { line, _ in add(line, slopes.values) }
            }
        }
    }

    /// Of step and unit of each family: so small that a line moves and widens by some 10⁻⁵ of a width.
    ///
    /// Then what central differences leave out, h²/6 f‴, is 10⁻¹⁰ of the derivative, and rounding is 10⁻¹⁶/10⁻⁵ of it.
    /// A line that comes to be split by axial divergence just within a step would show; none does.
    private func step(_ family: RefinedFamily) -> Double {
        switch family {
        case .cellLengths: 1e-6
        case .cellAngles: 1e-5
        case .size: 1e-7
        case .strain: 1e-8
        case .displacement, .texture: 1e-5
        case .sampleDisplacement: 1e-5
        case .zeroShift, .lorentzianWidth: 1e-6
        case .gaussianWidth, .gaussianWidening: 1e-7
        case .axialDivergence: 1e-9
        case .beamOverflow: 1e-6
        }
    }

    @Test(arguments: ["calcite", "gibbsite", "triclinic"], [0, 0.02])
    func derivativesOfWholePatternsAreTheirDifferences(name: String, divergence: Double) throws {
        let structure = try CrystalStructure.builtIn(named: name) ?? triclinic()
        let state = sample(structure, divergence: divergence)
        let model = try PhaseModel(structure: structure, radiation: state.instrument.radiation, upTo: 80)
        let accumulator = LineAccumulator(twoTheta: angles(from: 8, to: 80, count: 2401))
        // Without divergence no line is split, and S² has only one side.
        let parameters = parameters(structure).filter { divergence > 0 || $0.family != .axialDivergence }
        // a, (b,) c (, angles), and nine or ten others.
        let cell = ["calcite": 2, "gibbsite": 4, "triclinic": 6][name] ?? 0
        #expect(parameters.count == cell + 10 + (divergence > 0 ? 1 : 0))
        let slopes = drawn(model, state, parameters, accumulator).slopes
        for (index, parameter) in parameters.enumerated() {
            let h = step(parameter.family)
            func pattern(_ change: Double) -> [Double] {
                var moved = state
                moved.set(parameter, to: state[parameter] + change)
                return drawn(model, moved, [], accumulator).pattern
            }
            let differences = zip(pattern(h), pattern(-h)).map { ($0 - $1) / (2 * h) }
            let largest = differences.reduce(0) { max($0, abs($1)) }
            #expect(largest > 0)
            #expect(largestDifference(slopes[index], differences) < 1e-5 * largest, "\(parameter.family)")
        }
    }

    /// |F|² and its derivative along s², and that of the form factor, by differences of 10⁻⁵ Å⁻².
    @Test(arguments: ["gibbsite", "quartz"])
    func structureFactorsHaveTheSlopesOfTheirDifferences(name: String) throws {
        let structure = try #require(CrystalStructure.builtIn(named: name))
        let factors = try StructureFactors(list: ReflectionList(structure: structure, upTo: 0.5), tube: .copper)
        withUnsafeTemporaryAllocation(of: SIMD2<Double>.self, capacity: factors.scratchCount) { scratch in
            guard let amplitudes = scratch.baseAddress else { return }
            for index in factors.list.reflections.indices {
                for squared in [0.02, 0.1, 0.2] {
                    func value(_ change: Double) -> Double {
                        let s = (squared + change).squareRoot()
                        return factors.squared(index, s: s, isSloped: false, amplitudes: amplitudes).value
                    }
                    let found = factors.squared(
                        index, s: squared.squareRoot(), isSloped: true, amplitudes: amplitudes)
                    let h = 1e-5
                    #expect(found.value == value(0))
                    let difference = (value(h) - value(-h)) / (2 * h)
                    // Logarithms of form factors bend on a scale of 0.02 Å⁻², (10⁻⁵/0.02)²/6 is 4e-8.
                    #expect(abs(found.slope - difference) < 1e-5 * abs(difference) + 1e-4 * found.value + 1e-6)
                }
            }
        }
        for name in ["Ca2+", "O", "Fe3+", "H"] {
            let factor = try #require(FormFactor.named(name))
            let (squared, h) = (0.07, 1e-6)
            let found = factor.valueAndSlope(s: squared.squareRoot())
            let difference =
                (factor.f0(s: (squared + h).squareRoot()) - factor.f0(s: (squared - h).squareRoot())) / (2 * h)
            #expect(abs(found.value - factor.f0(s: squared.squareRoot())) < 1e-13)
            #expect(abs(found.slope / difference - 1) < 1e-7)
        }
    }

    @Test func textureAndPolarizationHaveTheSlopesOfTheirDifferences() throws {
        let list = ReflectionList(structure: try #require(CrystalStructure.builtIn(named: "calcite")), upTo: 0.4)
        let h = 1e-6
        for index in list.reflections.indices {
            // 1 itself is a case of its own in the factor.
            for r in [0.5, 0.9, 1, 1.4] {
                let difference = (list.texture(index, r: r + h) - list.texture(index, r: r - h)) / (2 * h)
                #expect(abs(list.textureSlope(index, r: r) - difference) < 1e-8 * max(1, abs(difference)))
            }
        }
        for angle in [nil, 26.6] as [Double?] {
            let instrument = Instrument(radiation: .mean(.copper), monochromatorAngle: angle)
            for theta in [0.05, 0.3, .pi / 4, 1.2] {
                let k = instrument.polarization
                let (above, below) = (
                    Instrument.lorentzPolarization(at: BraggAngle(theta + h), k: k),
                    Instrument.lorentzPolarization(at: BraggAngle(theta - h), k: k)
                )
                let slope = Instrument.lorentzPolarizationLogSlope(at: BraggAngle(theta), k: k)
                #expect(abs(slope - (log(above) - log(below)) / (2 * h)) < 1e-7 * max(1, abs(slope)))
            }
        }
    }

    /// A line that axial divergence moves by less than a share of its width stays whole in both.
    ///
    /// A refinement puts it where the mean of its parts would be. All others are the same to the last bit, with slopes and without.
    @Test(arguments: [0, 0.006, 0.02])
    func theLinesAreThoseOfTheSimulator(divergence: Double) throws {
        let structure = try #require(CrystalStructure.builtIn(named: "gibbsite"))
        let state = sample(structure, divergence: divergence)
        let model = try PhaseModel(structure: structure, radiation: state.instrument.radiation, upTo: 120)
        let parameters = parameters(structure).map(\.line)
        func lines(_ unsplit: AxialDivergence.Unsplit, isSloped: Bool) -> [Line] {
            var lines: [Line] = []
            withUnsafeTemporaryAllocation(of: Line.Slope.self, capacity: parameters.count) { memory in
                let slopes = memory.baseAddress.map {
                    LineSlopes(
                        parameters: parameters, state: state.phases[0], instrument: state.instrument,
                        placement: state.placement, memory: $0)
                }
                model.forEachWholeLine(
                    state: state.phases[0], instrument: state.instrument, placement: state.placement, step: Self.step,
                    unsplit: unsplit, slopes: isSloped ? slopes : nil
                ) { line, split in split.forEachPart(of: line) { lines.append($0) } }
            }
            return lines
        }
        let simulated = lines(.stays, isSloped: false)
        let refined = lines(.goesToMean, isSloped: true)
        try #require(refined.count == simulated.count)
        for (line, other) in zip(refined, simulated) {
            #expect(line.area == other.area && line.shape == other.shape && line.share == other.share)
            let shift = AxialDivergence.largestShift(divergence: divergence, twoTheta: other.position * .pi / 180)
            if line.share == 1 {
                #expect(abs(line.position + shift / 6 - other.position) < 1e-10)
            } else {
                #expect(line.position == other.position)
            }
        }
        #expect(lines(.goesToMean, isSloped: false).map(\.position) == refined.map(\.position))
        let whole = refined.count { $0.share == 1 }
        switch divergence {
        case 0: #expect(whole == refined.count)
        case 0.006: #expect(whole > 0 && whole < refined.count)
        default: #expect(whole < refined.count / 10)
        }
    }
}
