import Reports
import Testing

/// Which losses of a table differ by more than chance.
@Suite struct LossDifferenceTests {
    private func runs(_ values: [Double]) -> [Int: Double] {
        Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.offset + 1, $0.element) })
    }

    /// SciPy 1.17.1: `ttest_rel` gives 7.71023304644217e-05, 0.0003329754974766009 and 0.7040000000000012; Holm's method takes
    /// them three times, twice and once.
    @Test func pairsAreTestedRunByRunAndCorrectedForTheirNumber() throws {
        let scores = [
            [runs([2.0, 2.1, 2.2, 2.0, 2.1]), runs([3.1, 3.4, 3.2, 3.3, 3.5]), runs([2.1, 2.0, 2.3, 1.9, 2.2])]
        ]
        let found = LossDifference.all(of: scores, titles: ["A", "B", "C"])
        #expect(found.map(\.lower) == ["A", "C", "A"])
        #expect(found.map(\.higher) == ["B", "B", "C"])
        #expect(zip(found, [1.22, 1.2, 0.02]).allSatisfy { abs($0.differences.mean - $1) < 1e-12 })
        for (difference, expected) in zip(
            found, [3 * 7.71023304644217e-05, 2 * 0.0003329754974766009, 0.7040000000000012])
        {
            #expect(abs(difference.probability - expected) < 1e-9, "\(difference)")
        }
        #expect(found.map(\.isLargerThanChance) == [true, true, false])
        let interval = try #require(found[0].interval)
        #expect(interval.lowerBound > 0.9 && interval.contains(1.22) && interval.upperBound < 1.5)
    }

    @Test func whatHasFewRunsInCommonIsNotCompared() {
        let scores = [[runs([2.0, 2.1, 2.2]), [1: 3.0, 2: 3.1], runs([2.5, 2.6, 2.8])]]
        let found = LossDifference.all(of: scores, titles: ["A", "B", "C"])
        #expect(found.map { $0.lower + $0.higher } == ["AC"])
    }
}
