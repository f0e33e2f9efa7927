import Foundation
import Testing

@testable import PowderDiffraction

/// A pseudo-Voigt function of width and area 1, by its formula.
func pseudoVoigt(_ u: Double, mixing: Double) -> Double {
    let lorentzian: Double = 2 / Double.pi / (1 + 4 * u * u)
    let gaussian: Double = 2 * (log(2) / Double.pi).squareRoot() * exp(-4 * log(2) * u * u)
    return mixing * lorentzian + (1 - mixing) * gaussian
}

@Suite struct PatternPainterTests {
    private let grid = AngleGrid(first: 5, step: 0.04, count: 2040)

    private func pattern(
        _ name: String, state: (CrystalStructure) -> PhaseState = { PhaseState(cell: $0.cell) },
        instrument: Instrument = Instrument(radiation: .doublet(.copper), width: InstrumentWidth(w: 0.0036)),
        placement: SamplePlacement = SamplePlacement(), weight: Double = 1, tailShare: Double = 5e-6
    ) throws -> [Double] {
        let grid = try #require(grid)
        let structure = try #require(CrystalStructure.builtIn(named: name))
        let phase = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: grid.last)
        let painter = PatternPainter(grid: grid, tailShare: tailShare)
        painter.add(
            weight: weight, of: phase, state: state(structure), instrument: instrument, placement: placement)
        return painter.draw { Array($0) }
    }

    /// Every line, evaluated at every point from its formula.
    @Test(arguments: ["calcite", "gibbsite"])
    func aPatternIsTheSumOfItsLines(name: String) throws {
        let grid = try #require(grid)
        let instrument = Instrument(
            radiation: .doublet(.copper), width: InstrumentWidth(u: 0.002, v: -0.001, w: 0.004, lorentzian: 0.02),
            axialDivergence: 0.015)
        let placement = SamplePlacement(displacement: 0.1, zeroShift: 0.01)
        func state(_ structure: CrystalStructure) -> PhaseState {
            PhaseState(cell: structure.cell, displacement: 0.3, width: SampleWidth(size: 80), texture: 0.7)
        }
        let drawn = try pattern(name, state: state, instrument: instrument, placement: placement)
        let structure = try #require(CrystalStructure.builtIn(named: name))
        let phase = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: grid.last)
        var expected = [Double](repeating: 0, count: grid.count)
        phase.forEachLine(state: state(structure), instrument: instrument, placement: placement, step: grid.step) {
            line in
            let shape = line.shape
            for index in 0..<grid.count {
                let u = (grid[index] - line.position) / shape.width
                expected[index] += line.area * grid.step * pseudoVoigt(u, mixing: shape.mixing) / shape.width
            }
        }
        let highest = expected.max() ?? 0
        for index in expected.indices {
            // Tails end at 5e-6 of the highest line; near a point a few hundred of them may.
            #expect(abs(drawn[index] - expected[index]) < 3e-4 * highest, "at \(grid[index])°")
        }
        let (sum, expectedSum): (Double, Double) = (drawn.reduce(0, +), expected.reduce(0, +))
        #expect(abs(sum / expectedSum - 1) < 0.0125)
    }

    @Test func patternsAreProportionalToMassAndAddUp() throws {
        let one = try pattern("dolomite")
        let half = try pattern("dolomite", weight: 0.5)
        for (whole, half) in zip(one, half) { #expect(abs(whole - 2 * half) <= 1e-12 * whole) }
        #expect(try pattern("dolomite", weight: 0).allSatisfy { $0 == 0 })
    }

    /// The area of the strongest line against the formula, with |F|² from the structure factors.
    @Test func areasArePerUnitOfMass() throws {
        let structure = try #require(CrystalStructure.builtIn(named: "hematite"))
        let instrument = Instrument(radiation: .kAlpha1(.copper))
        let phase = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: 86)
        let squared = try StructureFactors(list: phase.list, tube: .copper).squaredInOwnCell()
        var areas: [Double] = []
        phase.forEachLine(
            state: PhaseState(cell: structure.cell), instrument: instrument, placement: SamplePlacement(), step: 0.02
        ) { areas.append($0.area) }
        for (index, reflection) in phase.list.reflections.enumerated() {
            let d = 1 / structure.cell.reciprocalMetric.squaredLength(reflection.plane).squareRoot()
            let theta = asin(XRayTube.copper.kAlpha1 / (2 * d))
            let lp: Double = (1 + pow(cos(2 * theta), 2)) / (2 * pow(sin(theta), 2) * cos(theta))
            let mass: Double = structure.cellMass() * structure.cell.volume
            let expected: Double = Double(reflection.multiplicity) * squared[index] * lp / mass
            #expect(abs(areas[index] / expected - 1) < 1e-10)
        }
    }

    /// A displacement of 0.1 mm at a radius of 280 mm moves a line at 2θ by 2 · 0.1 · cosθ / 280 radians.
    @Test func aDisplacedSampleAndAShiftedZeroMoveTheLines() throws {
        let grid = try #require(grid)
        let plain = try pattern("calcite")
        let moved = try pattern("calcite", placement: SamplePlacement(displacement: -0.1, zeroShift: 0.02))
        func center(_ pattern: [Double]) -> Double {
            let range = Int((28.9 - grid.first) / grid.step)..<Int((29.9 - grid.first) / grid.step)
            let total = range.reduce(0) { $0 + pattern[$1] }
            return range.reduce(0) { $0 + pattern[$1] * grid[$1] } / total
        }
        let expected = 0.02 + 2 * 0.1 * cos(14.7 * Double.pi / 180) / 280 * 180 / .pi
        #expect(abs(center(moved) - center(plain) - expected) < 5e-4)
    }

    @Test func aMonochromatorChangesTheBalanceOfLines() {
        let theta = 30 * Double.pi / 180
        let plain = Instrument(radiation: .kAlpha1(.copper))
        let graphite = Instrument(radiation: .kAlpha1(.copper), monochromatorAngle: 26.6)
        let k = pow(cos(26.6 * Double.pi / 180), 2)
        let expected: Double = (1 + k * 0.25) / (1 + k) / 0.625
        let angle = BraggAngle(theta)
        let ratio =
            Instrument.lorentzPolarization(at: angle, k: graphite.polarization)
            / Instrument.lorentzPolarization(at: angle, k: plain.polarization)
        #expect(abs(ratio - expected) < 1e-12)
    }

    /// The mean of the factor over all directions of a plane is 1, whatever r is: no intensity is lost.
    @Test(arguments: [0.4, 0.8, 1, 1.5])
    func textureKeepsTheMeanIntensity(r: Double) {
        let steps = 20_000
        var sum = 0.0
        for index in 0..<steps {
            let cosine = (Double(index) + 0.5) / Double(steps)
            let base = r * r * cosine * cosine + (1 - cosine * cosine) / r
            sum += pow(base, -1.5)
        }
        #expect(abs(sum / Double(steps) - 1) < 1e-6)
    }

    /// 0 0 2 of gibbsite is the plane of cleavage itself, α = 0: the factor is r⁻³.
    @Test func platesLieOnTheirCleavage() throws {
        let structure = try #require(CrystalStructure.builtIn(named: "gibbsite"))
        let list = ReflectionList(structure: structure, upTo: 0.3)
        let index = try #require(list.reflections.firstIndex { $0.plane == Miller(0, 0, 2) })
        #expect(abs(list.texture(index, r: 0.5) - 8) < 1e-9)
        let across = try #require(list.reflections.firstIndex { $0.plane == Miller(0, 2, 0) })
        #expect(abs(list.texture(across, r: 0.5) - pow(0.5, 1.5)) < 1e-9)
    }

    @Test func aCellThatIsFarTooLargeIsRefusedAtOnce() throws {
        let calcite = try #require(CrystalStructure.builtIn(named: "calcite"))
        let huge = CrystalStructure(
            name: "huge", citation: nil, cell: try #require(UnitCell(a: 1e4, b: 1e4, c: 1e4)),
            spaceGroup: calcite.spaceGroup, sites: calcite.sites, cleavage: nil)
        let error = try #require(throws: TooManyReflections.self) {
            _ = try PhaseModel(structure: huge, radiation: .mean(.copper), upTo: 90)
        }
        #expect("\(error)".hasPrefix("huge has about"))
    }

    @Test func aStretchedCellKeepsItsSymmetryAndMovesItsLines() throws {
        let calcite = try #require(CrystalStructure.builtIn(named: "calcite"))
        let cell = calcite.cell.stretched(by: [1.01, 0.5, 0.98])
        #expect(cell.a == cell.b && cell.a == calcite.cell.a * 1.01 && cell.c == calcite.cell.c * 0.98)
        #expect(cell.gamma == 120)
    }
}
