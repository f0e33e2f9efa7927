import DeclarativeFiles
import Foundation
import ScientificFormats
import Testing

@testable import PowderDiffraction

@Suite struct RefinementOutputTests {
    private static let result = RefinementResult(
        isConverged: false,
        phases: [
            RefinementResult.Phase(
                name: "calcite, red", fraction: 0.25, uncertainty: 0.004, intensityShare: 0.3, presence: .present,
                braggFactor: 0.0625, ticks: [29.4, 39.5]),
            RefinementResult.Phase(
                name: "quartz", fraction: 0.01, uncertainty: nil, intensityShare: 0.02, presence: .ghost,
                braggFactor: nil, ticks: [],
                beforeDropping: RefinementResult.Phase.Fit(fraction: 0.005, uncertainty: 0.001)),
        ],
        values: [
            RefinementResult.Value(
                RefinedParameter(
                    family: .size, phase: 0, line: .inverseSize, restraint: RefinedFamily.size.restraint), value: 0,
                uncertainty: nil, phase: "calcite, red", isAtBound: true)
        ],
        agreement: AgreementFactors(
            pattern: pattern, calculated: pattern.intensities.map { $0 + 10 }, unknowns: 10),
        backgroundPolynomials: 4, iterations: 99,
        curves: RefinementResult.Curves(
            twoTheta: [10.5, 5 + 0.02 * 304], observed: [100, 3], calculated: [97.123456789, 3.5], background: [7, 1]),
        verdict: Verdict(reasons: [
            Verdict.Reason(rule: "misfit", grade: .doubtful, text: "too much is left, 31 %", advice: "other phases")
        ]))

    /// 110 points of 100 counts each, so that Σ w y² = 110 · 100.
    private static let pattern: ObservedPattern = {
        let count = 110
        let scan = PowderScan(
            twoTheta: (0..<count).map { 20 + 0.1 * Double($0) }, intensities: Array(repeating: 100, count: count))
        guard let pattern = ObservedPattern(scan, range: 10...80) else { preconditionFailure("110 points are enough") }
        return pattern
    }()

    @Test func agreementFactorsAreAsDefined() {
        let agreement = Self.result.agreement
        #expect(abs(agreement.profile - 0.1) < 1e-12 && abs(agreement.weightedProfile - 0.1) < 1e-12)
        // √((110 - 10) / (110 · 100)).
        #expect(abs(agreement.expected - (1 / 110.0).squareRoot()) < 1e-12)
        #expect(abs(agreement.goodnessOfFit - 0.1 * 110.0.squareRoot()) < 1e-12)
    }

    @Test func theTableHasALineForEachPhase() {
        let agreement = Self.result.agreement
        let factors =
            "\(agreement.weightedProfile),\(agreement.goodnessOfFit),no,doubtful,\"too much is left, 31 %\""
        #expect(
            Self.result.tableLines(pattern: "a.xy")
                == "a.xy,\"calcite, red\",0.25,0.004,0.3,present,0.0625,\(factors),,\n"
                + "a.xy,quartz,0.01,,0.02,ghost,,\(factors),0.005,0.001\n")
        #expect(
            RefinementResult.tableHeader
                == "pattern,phase,fraction,standard_uncertainty,intensity_share,presence,r_bragg,rwp,goodness_of_fit,"
                + "converged,verdict,reasons,fraction_before_dropping,standard_uncertainty_before_dropping\n")
        #expect(RefinementResult.tableHeader.hasPrefix(RefinementResult.tableBeginning))
    }

    @Test func theCurvesHaveALineForEachAngle() {
        #expect(
            Self.result.curves.csv == """
                two_theta,observed,calculated,background,difference
                10.5,100.0,97.12346,7.0,2.8765433
                11.08,3.0,3.5,1.0,-0.5

                """)
    }

    @Test func theStructuredFormHasEverythingWithNullForWhatIsNotKnown() {
        let value = Self.result.structured(counted: 1)
        #expect(value["outcome"] == "not-converged" && value["iterations"] == 99 && value["points"] == 2)
        #expect(value["background_polynomials"] == 4)
        #expect(
            value["verdict"] == [
                "grade": "doubtful",
                "reasons": [
                    [
                        "rule": "misfit", "grade": "doubtful", "text": "too much is left, 31 %",
                        "advice": "other phases",
                    ]
                ],
            ])
        #expect(
            value["phases"] == [
                [
                    "name": "calcite, red", "fraction": 0.25, "standard_uncertainty": 0.004, "intensity_share": 0.3,
                    "presence": "present", "r_bragg": 0.0625, "impurity": false, "lines": [29.4, 39.5],
                    "before_dropping": nil,
                ],
                [
                    "name": "quartz", "fraction": 0.01, "standard_uncertainty": nil, "intensity_share": 0.02,
                    "presence": "ghost", "r_bragg": nil, "impurity": true, "lines": [],
                    "before_dropping": ["fraction": 0.005, "standard_uncertainty": 0.001],
                ],
            ])
        #expect(
            value["parameters"] == [
                [
                    "phase": "calcite, red", "name": "size", "value": "Infinity", "standard_uncertainty": nil,
                    "at_bound": true, "unit": "nm",
                ]
            ])
    }

    @Test func radiationKnowsTheTubeThatIsNear() {
        #expect(Radiation.line(1.5406).tube == .copper && Radiation.line(1.5406).lines.map(\.share) == [1])
        #expect(Radiation.line(1.52).tube == nil && Radiation.line(0.5594).tube == .silver)
        #expect(
            XRayTube.nearest(to: 1.540_592_9 * 1.0051) == nil && XRayTube.nearest(to: 1.540_592_9 * 1.0049) == .copper)
        let doublet = Radiation.doublet((1.5405, 1.5443), ratio: 0.25)
        #expect(doublet.lines.map(\.wavelength) == [1.5405, 1.5443] && doublet.lines.map(\.share) == [0.8, 0.2])
        #expect(Radiation.doublet((1.5405, 1.5443), ratio: 0) == .line(1.5405))
        let instrument = Instrument(radiation: .line(1.3), radius: 217.5)
        #expect(
            instrument.structured == [
                "tube": nil, "lines": [["wavelength": 1.3, "share": 1]], "radius": 217.5, "monochromator": nil,
            ])
    }

    @Test func withoutATubeNothingIsDispersedNorAbsorbed() throws {
        let hematite = try #require(CrystalStructure.builtIn(named: "hematite"))
        func factors(_ radiation: Radiation) throws -> [Double] {
            try PhaseModel(structure: hematite, radiation: radiation, upTo: 60).factors.squaredInOwnCell()
        }
        let plain = try factors(Radiation.line(1.52))
        let list = ReflectionList(structure: hematite, upTo: 0.33)
        let bare = try StructureFactors(list: list, tube: nil).squaredInOwnCell()
        let shared = min(plain.count, bare.count)
        #expect(shared > 10 && plain[..<shared] == bare[..<shared])
        #expect(try factors(.line(1.5406)).first != plain.first)
        #expect(hematite.attenuation(of: .line(1.52)) == 0 && hematite.attenuation(of: .line(1.5406)) > 1000)
    }
}
