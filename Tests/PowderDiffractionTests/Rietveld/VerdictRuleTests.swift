import Testing

@testable import PowderDiffraction

/// Each rule alone, on numbers that are just right and just wrong.
@Suite struct VerdictRuleTests {
    private static let phase = VerdictEvidence.Phase(
        name: "calcite", isCounted: true, isThere: true, scatteringRatio: 1, shares: (0.4, 0.4), missingLines: [],
        ownLines: 3)
    private static let sound = VerdictEvidence(
        isConverged: true, iterations: 40, misfit: 0.1, intensityError: 0.05, contrast: 50, unlistedLines: [],
        unlistedShare: 0, phases: [phase], parameters: [], correlations: [])

    /// The verdict where something about a sound refinement is otherwise.
    private func verdict(_ change: (inout VerdictEvidence) -> Void) -> Verdict {
        var evidence = Self.sound
        change(&evidence)
        return Verdict(evidence)
    }

    private func parameter(_ family: RefinedFamily, spreads: Double, isHeld: Bool = false) -> VerdictEvidence.Parameter
    {
        VerdictEvidence.Parameter(
            name: "a of calcite", family: family, value: "5.058 Å", spreads: spreads, isHeld: isHeld)
    }

    @Test func whereNothingIsWrongAPatternIsExplained() {
        #expect(verdict { _ in }.grade == .explained && verdict { _ in }.reasons.isEmpty)
    }

    @Test func whatDidNotConvergeIsNoResult() {
        let found = verdict { $0.isConverged = false }
        #expect(found.grade == .notExplained && found.reasons.map(\.rule) == ["convergence"])
        #expect(found.reasons[0].text == "did not converge in 40 steps: the numbers are where it stopped")
    }

    @Test func aPhaseThatCountsMustBeThere() {
        let found = verdict { $0.phases[0].isThere = false }
        #expect(found.grade == .notExplained && found.reasons.map(\.rule) == ["presence"])
        #expect(
            verdict { evidence in
                var impurity = Self.phase
                impurity.isCounted = false
                evidence.phases[0].isThere = false
                evidence.phases.append(impurity)
            }.grade == .notExplained)
    }

    @Test(arguments: [
        (0.29, Verdict.Grade.explained), (0.31, .doubtful), (0.49, .doubtful), (0.51, .notExplained),
        (1.02, .notExplained),
    ])
    func theMisfitDecidesByItsLimits(misfit: Double, grade: Verdict.Grade) {
        let found = verdict { $0.misfit = misfit }
        #expect(found.grade == grade && found.reasons.map(\.rule) == (grade == .explained ? [] : ["misfit"]))
    }

    @Test func aPatternWithoutLinesIsDoubtful() {
        let found = verdict { $0.contrast = 1.05 }
        #expect(found.grade == .doubtful && found.reasons.map(\.rule) == ["misfit"])
    }

    @Test(arguments: [
        (0.02, 0.05, Verdict.Grade.doubtful), (0.02, 0.6, .notExplained), (0.21, 0.05, .notExplained),
    ])
    func unlistedLinesAreToldWithTheirAngles(share: Double, height: Double, grade: Verdict.Grade) {
        let found = verdict {
            $0.unlistedLines = [
                ResidualLine(angle: 26.641, height: height, significance: 45, area: share),
                ResidualLine(angle: 20.86, height: 0.02, significance: 9, area: 0),
            ]
            $0.unlistedShare = share
        }
        #expect(found.grade == grade && found.reasons.map(\.rule) == ["unlisted-lines"])
        #expect(found.reasons[0].text.contains("at 20.86, 26.64 degrees") && found.reasons[0].text.contains("45 times"))
    }

    @Test func missingLinesAreToldWithTheirAngles() {
        let found = verdict { $0.phases[0].missingLines = [29.4] }
        #expect(found.grade == .doubtful && found.reasons.map(\.rule) == ["missing-lines"])
        #expect(
            found.reasons[0].text
                == "calcite has 1 of its 3 strong lines where nothing like them is observed, at 29.40 degrees")
    }

    /// 0.5 of weight is odds of one; with published intensities 0.39 is odds of 0.64, and 1/0.64 is above 1.5.
    @Test(arguments: [(0.41, false), (0.39, true), (0.9, false)])
    func weightBeyondWhatTheStructureScattersIsDoubtful(published: Double, isTold: Bool) {
        let found = verdict { $0.phases[0].shares = (0.5, published) }
        #expect(found.reasons.map(\.rule) == (isTold ? ["scattering"] : []))
    }

    @Test func aParameterAtItsBoundIsDoubtfulOnce() {
        let found = verdict { $0.parameters = [parameter(.cellLengths, spreads: 7.5, isHeld: true)] }
        #expect(found.grade == .doubtful && found.reasons.map(\.text) == ["a of calcite is at its bound, 5.058 Å"])
    }

    @Test(arguments: [(3.9, RefinedFamily.cellLengths, false), (-7, .cellLengths, true), (6, .size, false)])
    func aCellThatSlidIsDoubtful(spreads: Double, family: RefinedFamily, isTold: Bool) {
        let found = verdict { $0.parameters = [parameter(family, spreads: spreads)] }
        #expect(found.reasons.map(\.rule) == (isTold ? ["unusual-parameters"] : []))
        if isTold {
            #expect(found.reasons[0].text == "a of calcite came out as 5.058 Å, 7.0 spreads from what is expected")
        }
    }

    @Test(arguments: [(0.94, false), (0.96, true), (-0.97, true)])
    func correlationsOfPhasesAreDoubtful(value: Double, isTold: Bool) {
        let found = verdict {
            $0.correlations = [VerdictEvidence.Correlation(first: "x", second: "y", value: value)]
        }
        #expect(found.reasons.map(\.rule) == (isTold ? ["correlations"] : []))
    }

    @Test func theWorstReasonStandsFirst() {
        let found = verdict {
            $0.correlations = [VerdictEvidence.Correlation(first: "x", second: "y", value: 0.99)]
            $0.misfit = 0.4
            $0.unlistedLines = [ResidualLine(angle: 30, height: 0.9, significance: 50, area: 0.3)]
            $0.unlistedShare = 0.3
        }
        #expect(found.reasons.map(\.rule) == ["unlisted-lines", "misfit", "correlations"])
        #expect(found.grade == .notExplained)
    }

    @Test func everyRuleHasItsOwnName() {
        #expect(Set(VerdictRule.all.map(\.name)).count == 9 && VerdictRule.all.allSatisfy { !$0.advice.isEmpty })
    }
}
