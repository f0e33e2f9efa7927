import Foundation
import NumericalMethods
import ScientificFormats
import Testing

@testable import PowderDiffraction

/// What is said of simulated mixtures whose lines are off by 5 %, with the right and with wrong phases.
@Suite struct VerdictTests {
    private static let names = [
        "corundum-rhombohedral", "rutile", "spinel-hall", "halite-one-operation", "quartz-symbol",
    ]
    private static let angles = PowderDiffractionTests.angles(count: 2500)

    private func structures() throws -> [CrystalStructure] {
        try Self.names.map { try CrystalStructure.read(cif: fixture("structures/\($0).cif")).structure }
    }

    private func sample(_ fractions: [Double], of structures: [CrystalStructure], seed: UInt64) throws -> PowderScan {
        var random = RandomStream(seed: seed)
        var sample = ExactSample(structures, fractions: fractions)
        sample.state.placement.displacement = 0.06
        sample.background = { 0.01 + 0.1 / $0 }
        for (phase, structure) in structures.enumerated() {
            let model = try PhaseModel(
                structure: structure, radiation: .doublet(.copper), upTo: sample.reach.angle,
                stretch: sample.reach.stretch)
            sample.state.phases[phase].graininess = model.list.reflections.map { _ in
                exp(0.05 * random.normal())
            }
        }
        let counts = try sample.pattern(Self.angles, counts: 30_000).map { random.poisson(mean: $0) }
        return PowderScan(twoTheta: Self.angles, intensities: counts)
    }

    private func verdict(_ scan: PowderScan, _ structures: [CrystalStructure]) throws -> Verdict {
        try RietveldRefinement(
            structures: structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: .standard
        ).refine(scan, path: "x.xy").verdict
    }

    @Test(arguments: 0..<5)
    func theRightPhasesExplainAMixture(seed: Int) throws {
        let structures = try structures()
        let fractions = (0..<5).map { [0.4, 0.3, 0.15, 0.1, 0.05][($0 + seed) % 5] }
        let found = try verdict(try sample(fractions, of: structures, seed: UInt64(seed)), structures)
        #expect(found.grade == .explained, "\(found.reasons.map(\.text))")
    }

    @Test(arguments: 0..<5)
    func fivePercentOfAPhaseThatIsNotListedAreSeen(left: Int) throws {
        let structures = try structures()
        let fractions = structures.indices.map { $0 == left ? 0.05 : 0.95 / 4 }
        let scan = try sample(fractions, of: structures, seed: UInt64(10 + left))
        let found = try verdict(scan, structures.enumerated().filter { $0.offset != left }.map(\.element))
        #expect(found.grade != .explained, "\(Self.names[left])")
        #expect(found.reasons.contains { $0.rule == "unlisted-lines" }, "\(found.reasons.map(\.text))")
    }

    @Test(arguments: [[1], [1, 3], [4]])
    func wrongPhasesExplainNothing(listed: [Int]) throws {
        let structures = try structures()
        let scan = try sample([0.6, 0, 0.4, 0, 0], of: structures, seed: 30)
        let found = try verdict(scan, listed.map { structures[$0] })
        #expect(found.grade == .notExplained && found.reasons.first { $0.grade == .notExplained } != nil)
        #expect(found.reasons.contains { $0.rule == "misfit" || $0.rule == "presence" }, "\(found.reasons)")
    }

    @Test func onePhaseDoesNotExplainAMixture() throws {
        let structures = try structures()
        let scan = try sample([0.5, 0, 0.5, 0, 0], of: structures, seed: 31)
        #expect(try verdict(scan, [structures[0]]).grade == .notExplained)
    }

    @Test func halfOfTheAnglesExplainNothing() throws {
        let structures = try structures()
        let scan = try sample([0.4, 0.3, 0.3, 0, 0], of: structures, seed: 32)
        let halved = PowderScan(
            twoTheta: scan.twoTheta.map { $0 / 2 }, intensities: scan.intensities)
        #expect(try verdict(halved, Array(structures[..<3])).grade == .notExplained)
    }

    @Test func aPatternWithoutLinesIsNotExplained() throws {
        var random = RandomStream(seed: 33)
        let scan = PowderScan(
            twoTheta: Self.angles, intensities: Self.angles.map { _ in random.poisson(mean: 400) })
        #expect(try verdict(scan, try builtIn(["calcite"])).grade != .explained)
    }
}
