import NumericalMethods
import Testing

@testable import PowderDiffraction

@Suite struct PatternPreparationTests {
    private func prepared(_ values: [Double], window: Double? = nil, takesRoots: Bool = false) -> [Double] {
        var values = values
        values.withUnsafeMutableBufferPointer {
            PatternPreparation(backgroundWindow: window, takesRoots: takesRoots).apply(to: $0, step: 1)
        }
        return values
    }

    @Test func theHighestValueBecomesOneAndRootsAreTakenAfterThat() {
        #expect(prepared([0, 1, 4, 2]) == [0, 0.25, 1, 0.5])
        #expect(prepared([0, 1, 4, 16], takesRoots: true) == [0, 0.25, 0.5, 1])
        #expect(prepared([0, 0, 0]) == [0, 0, 0])
    }

    /// The same by its definition, without any shortcut.
    @Test(arguments: [3.0, 8, 21, 200]) func theBackgroundIsTheRollingMinimumOfTheSmoothedPattern(window: Double) {
        var stream = RandomStream(seed: 7)
        let values = (0..<97).map { _ in 10 + stream.uniform() + (stream.uniform() > 0.9 ? 50 : 0) }
        func mean(_ values: [Double], _ index: Int, _ reach: Int) -> Double {
            let range = max(index - reach, 0)...min(index + reach, values.count - 1)
            return range.reduce(0) { $0 + values[$1] } / Double(range.count)
        }
        let reach = max(1, Int((window / 2).rounded()))
        let smooth = values.indices.map { mean(values, $0, 2) }
        let minima = smooth.indices.map { smooth[max($0 - reach, 0)...min($0 + reach, 96)].min() ?? 0 }
        let lines = values.indices.map { max(values[$0] - mean(minima, $0, reach), 0) }
        let highest = lines.max() ?? 1
        for (value, expected) in zip(prepared(values, window: window), lines) {
            #expect(abs(value - expected / highest) < 1e-12)
        }
    }

    @Test func aConstantAndAScaleChangeNothing() {
        var stream = RandomStream(seed: 3)
        let values = (0..<200).map { _ in stream.uniform() }
        let plain = prepared(values, window: 20)
        for (value, expected) in zip(prepared(values.map { 5 + 3 * $0 }, window: 20), plain) {
            #expect(abs(value - expected) < 1e-9)
        }
    }
}
