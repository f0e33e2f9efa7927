import Foundation
import ScientificFormats
import Testing

@testable import PowderDiffraction

@Suite struct FixedParameterTests {
    private static func scan(alien: Double? = nil) throws -> (PowderScan, [CrystalStructure]) {
        let structures = try builtIn(["calcite", "hematite"])
        var sample = ExactSample(structures, fractions: [0.6, 0.4])
        sample.background = { _ in 0.02 }
        let angles = angles(count: 1850)
        var counts = try sample.pattern(angles, counts: 20_000)
        if let alien {
            for (index, angle) in angles.enumerated() { counts[index] += 8000 * exp(-pow((angle - alien) / 0.1, 2)) }
        }
        return (PowderScan(twoTheta: angles, intensities: counts.map { $0.rounded() }), structures)
    }

    private static func refine(
        _ fixed: [FixedParameter], recipe: RefinementRecipe = .standard, excluded: [ClosedRange<Double>] = [],
        alien: Double? = nil
    ) throws -> RefinementResult {
        let (scan, structures) = try scan(alien: alien)
        var recipe = recipe
        recipe.fixed = fixed
        recipe.excluded = excluded
        return try RietveldRefinement(
            structures: structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(scan, path: "x.xy")
    }

    @Test func aFixedParameterIsNotRefinedAndHasItsValue() throws {
        let free = try Self.refine([])
        let fixed = try Self.refine([
            FixedParameter(phase: "calcite", name: "a", value: 4.95),
            FixedParameter(phase: "hematite", name: "size", value: 80),
            FixedParameter(phase: "hematite", name: "strain", value: nil),
            FixedParameter(phase: nil, name: "axial-divergence", value: 0.02),
        ])
        #expect(free.value("a", of: "calcite") != nil && free.fixed.isEmpty)
        for (name, phase) in [
            ("a", "calcite"), ("size", "hematite"), ("strain", "hematite"), ("axial-divergence", nil),
        ] {
            #expect(fixed.value(name, of: phase) == nil)
        }
        #expect(fixed.value("c", of: "calcite") != nil && fixed.value("size", of: "calcite") != nil)
        let shown = fixed.fixed.map { ($0.name, $0.value, $0.unit) }
        #expect(shown.map(\.0) == ["a", "size", "strain", "axial-divergence"])
        for (value, expected) in zip(shown.map(\.1), [4.95, 80, 0.0005, 0.02]) { #expect(abs(value - expected) < 1e-9) }
        // Calcite has 4.9880 Å: with another length its lines cannot be where they are.
        #expect(fixed.agreement.weightedProfile > 3 * free.agreement.weightedProfile)
    }

    @Test func theTrueValueChangesNothing() throws {
        let free = try Self.refine([])
        let cell = try #require(CrystalStructure.builtIn(named: "calcite")).cell
        let fixed = try Self.refine([FixedParameter(phase: "calcite", name: "a", value: cell.a)])
        #expect(abs(free.phases[0].fraction - fixed.phases[0].fraction) < 2e-3)
        #expect(abs(free.agreement.weightedProfile - fixed.agreement.weightedProfile) < 1e-3)
    }

    @Test(arguments: [
        ("calcit", "a", 5.0, "no phase 'calcit' has a parameter to fix; phases are calcite, hematite"),
        (
            "calcite", "b", 5,
            "there is no parameter 'calcite.b'; calcite has a, c, size, strain, overall-b, texture"
        ),
        ("calcite", "a", 5.4, "calcite.a cannot be 5.4: it lies between "),
        ("calcite", "size", -3, "calcite.size cannot be -3.0: it lies between 1.0 and inf"),
        (
            nil, "a", 5,
            "there is no parameter 'instrument.a'; instrument has sample-displacement, zero-shift, gaussian-w, "
        ), (nil, "axial-divergence", -0.01, "instrument.axial-divergence cannot be -0.01: it lies between 0.0 and 0.1"),
        (nil, "beam-overflow", 300, "instrument.beam-overflow cannot be 300.0: it lies between 0.0 and 180.0"),
    ])
    func whatThereIsNotIsRefused(phase: String?, name: String, value: Double, message: String) throws {
        let parameter = FixedParameter(phase: phase, name: name, value: value)
        let structures = try builtIn(["calcite", "hematite"])
        #expect {
            try parameter.check(for: structures)
        } throws: { error in
            "\(error)".hasPrefix(message)
        }
    }

    /// A line of no phase disturbs; left out, the rest is what it is without it.
    @Test func whatIsExcludedDoesNotCount() throws {
        let clean = try Self.refine([], excluded: [29.9...31])
        let disturbed = try Self.refine([], alien: 30.4)
        let excluded = try Self.refine([], excluded: [29.9...31], alien: 30.4)
        #expect(abs(excluded.phases[0].fraction - clean.phases[0].fraction) < 1e-3)
        #expect(disturbed.agreement.weightedProfile > 2 * excluded.agreement.weightedProfile)
        #expect(excluded.curves.twoTheta.allSatisfy { !(29.9...31).contains($0) })
        #expect(excluded.curves.twoTheta.count < disturbed.curves.twoTheta.count - 25)
        let (scan, _) = try Self.scan()
        let whole = try #require(ObservedPattern(scan, range: 10...80))
        let parted = try #require(ObservedPattern(scan, range: 10...80, excluded: [9...20, 40...60]))
        // The distance of points is that within the parts, and not across the gap.
        #expect(parted.step == whole.step && 10 * parted.twoTheta.count < 6 * whole.twoTheta.count)
    }
}
