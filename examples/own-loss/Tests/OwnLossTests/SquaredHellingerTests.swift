import ProportionsTesting
import Testing

@testable import own_loss

@Suite struct SquaredHellingerTests {
    @Test(arguments: LossRule.allCases) func keepsEveryRule(rule: LossRule) {
        #expect(rule.violations(by: SquaredHellinger()) == [])
    }

    /// p = (1/2, 1/2) and y = (1, 0): 1 − √(1/2).
    @Test func isWhatAHandWorksOut() {
        let loss = SquaredHellinger()
        #expect(abs(loss.evaluate([3, 3], [1, 0]).value - (1 - 0.5.squareRoot())) <= 1e-15)
        #expect(loss.proportions([3, 3]) == [0.5, 0.5])
    }
}
