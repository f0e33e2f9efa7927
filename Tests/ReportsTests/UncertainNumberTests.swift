import Reports
import Testing

@Suite struct UncertainNumberTests {
    // Worked by hand.
    @Test(arguments: [
        (4.98812, 0.00038, "4.9881(4)"), (4.98812, 0.00014, "4.98812(14)"), (4.98812, 0.000195, "4.9881(2)"),
        (4.98812, 0.0000194, "4.988120(19)"), (0.38305, 0.00644, "0.383(6)"), (0.2, 0.0096, "0.200(10)"),
        (150.26, 23, "150(20)"), (1520, 230, "1500(200)"), (1520, 12, "1520(12)"), (15_260, 1500, "15300(1500)"),
        (-0.0312, 0.004, "-0.031(4)"), (-0.0001, 0.01, "0.000(10)"), (100, 0.06, "100.00(6)"), (7, 2, "7(2)"),
        (3940, 40_000, "3900(40000)"), (7, 40, "7(40)"), (0, 40, "0(40)"),
    ])
    func theLastDigitsAreUncertain(value: Double, uncertainty: Double, text: String) {
        #expect(NumberText.uncertain(value, uncertainty) == text)
    }

    @Test func withoutAnUncertaintyTheNumberStandsAlone() {
        for uncertainty in [nil, 0, -1, .nan, .infinity, 1e-300] as [Double?] {
            #expect(NumberText.uncertain(0.0123456, uncertainty) == "0.012346")
        }
        #expect(NumberText.uncertain(.infinity, nil) == "∞" && NumberText.uncertain(-.infinity, 1) == "-∞")
        #expect(NumberText.uncertain(.nan, 1) == "–")
    }
}
