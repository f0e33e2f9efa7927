import Reports
import Testing

@Suite struct AxisTests {
    private static func labels(_ axis: Axis, count: Int) -> [String] {
        axis.ticks(count: count).map(\.label).filter { !$0.isEmpty }
    }

    @Test func linearTicksAreRound() {
        #expect(Self.labels(Axis(label: "", range: 0...100), count: 5) == ["0", "20", "40", "60", "80", "100"])
        #expect(Self.labels(Axis(label: "", range: 0...100), count: 4) == ["0", "50", "100"])
        #expect(
            Self.labels(Axis(label: "", range: -0.3...0.3), count: 6) == [
                "-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3",
            ])
        #expect(Self.labels(Axis(label: "", range: 12.1...12.9), count: 3) == ["12.5"])
    }

    @Test func countsAreMarkedAtWholeNumbersOnly() {
        #expect(Self.labels(Axis(label: "", range: 0...2, isCount: true), count: 8) == ["0", "1", "2"])
    }

    @Test func logarithmicTicksThinOut() {
        #expect(Self.labels(Axis(label: "", scale: .logarithmic, range: 1...10), count: 10).count == 10)
        #expect(
            Self.labels(Axis(label: "", scale: .logarithmic, range: 0.5...60), count: 7) == [
                "0.5", "1", "2", "5", "10", "20", "50",
            ])
        #expect(
            Self.labels(Axis(label: "", scale: .logarithmic, range: 0.01...1000), count: 6) == [
                "0.01", "0.1", "1", "10", "100", "1000",
            ])
        let minor = Axis(label: "", scale: .logarithmic, range: 1...100).ticks(count: 3).filter(\.label.isEmpty)
        #expect(minor.map(\.value) == [2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90])
    }

    @Test func narrowLogarithmicRangeIsMarkedLinearly() {
        #expect(
            Self.labels(Axis(label: "", scale: .logarithmic, range: 2.05...2.95), count: 4)
                == ["2.5"])
        #expect(
            Self.labels(Axis(label: "", scale: .logarithmic, range: 2.05...2.95), count: 5)
                == ["2.2", "2.4", "2.6", "2.8"])
    }

    @Test func fractionsRunFromEndToEnd() {
        let linear = Axis(label: "", range: 10...30)
        #expect(linear.fraction(of: 10) == 0 && linear.fraction(of: 15) == 0.25 && linear.fraction(of: 30) == 1)
        let logarithmic = Axis(label: "", scale: .logarithmic, range: 1...10_000)
        #expect(abs(logarithmic.fraction(of: 100) - 0.5) < 1e-15)
        #expect(!logarithmic.fraction(of: 0).isFinite)
    }

    @Test(arguments: [
        [], [Double.nan], [0], [-1, 0], [5], [5, 5], [1e-3, 1e3], [.infinity, 2], [1e300, 1], [1e-300],
        [-1e300, 1e300],
    ])
    func everyListOfValuesGivesAnAxis(values: [Double]) {
        for scale in [Axis.Scale.linear, .logarithmic] {
            let axis = Axis(label: "", scale: scale, covering: values)
            for value in values where abs(value) < 1e100 && (scale == .linear || value > 1e-100) {
                #expect(axis.range.contains(value))
            }
            #expect(axis.ticks(count: 5).count < 200)
        }
    }

    @Test func squareRootsSpreadSmallValues() {
        let axis = Axis(label: "", scale: .squareRoot, range: 0...10_000)
        #expect([0, 2500, 10_000].map(axis.fraction) == [0, 0.5, 1])
        #expect(Self.labels(axis, count: 5) == ["0", "500", "2000", "5000", "10000"])
        #expect(Self.labels(axis, count: 2) == ["0", "10000"])
        #expect(
            Self.labels(Axis(label: "", scale: .squareRoot, range: 0...0.3), count: 4) == ["0", "0.05", "0.2"])
        let signed = Axis(label: "", scale: .squareRoot, range: -100...400)
        #expect([-100, 0, 100, 400].map(signed.fraction).map { ($0 * 3).rounded() } == [0, 1, 2, 3])
        #expect(Self.labels(signed, count: 5) == ["-100", "0", "50", "200"])
        let covering = Axis(label: "", scale: .squareRoot, covering: [-4, 9, .nan, .infinity], margin: 0)
        #expect(abs(covering.range.lowerBound + 4) < 1e-9 && abs(covering.range.upperBound - 9) < 1e-9)
    }
}
