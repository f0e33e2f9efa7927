import ProportionInference
import Testing

@Suite struct HolmTests {
    /// Adjusted by `statsmodels.stats.multitest.multipletests(…, method="holm")`.
    @Test(
        "Holm's method agrees with statsmodels",
        arguments: [
            ([0.01, 0.04, 0.03, 0.005, 0.2, 0.04], [0.05, 0.12, 0.12, 0.03, 0.2, 0.12]),
            ([0.0001, 0.5, 0.9, 0.00005, 1], [4.0e-04, 1, 1, 2.5e-04, 1]), ([0.03], [0.03]), ([], []),
        ])
    func agreement(probabilities: [Double], expected: [Double]) {
        let corrected = PairedComparison.corrected(probabilities)
        #expect(corrected.count == expected.count)
        for (found, value) in zip(corrected, expected) {
            #expect(abs(found - value) <= 1e-12, "\(found), not \(value)")
        }
    }
}
