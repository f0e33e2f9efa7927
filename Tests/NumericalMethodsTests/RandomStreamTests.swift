import NumericalMethods
import Testing

@Suite struct RandomStreamTests {
    @Test("SplitMix64 gives the values of its published code for the seed 1234567")
    func splitMix() {
        var generator = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test("xoshiro256++ gives the values of its published code for the state 1, 2, 3, 4")
    func xoshiro() {
        var stream = RandomStream(state: (1, 2, 3, 4))
        #expect(
            (0..<10).map { _ in stream.next() } == [
                41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
                9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
                15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
            ])
    }

    @Test("A seed goes through SplitMix64 into the state")
    func seeding() {
        // Both published algorithms, run one after the other in Python.
        var stream = RandomStream(seed: 42)
        #expect(
            (0..<3).map { _ in stream.next() } == [
                15_021_278_609_987_233_951, 5_881_210_131_331_364_753, 18_149_643_915_985_481_100,
            ])
    }

    @Test("Uniform numbers take the upper bits and stay below one")
    func uniformBits() {
        var bits = RandomStream(seed: 1)
        var doubles = RandomStream(seed: 1)
        var floats = RandomStream(seed: 1)
        for _ in 0..<1000 {
            let next = bits.next()
            #expect(doubles.uniform() == Double(next >> 11) / 9_007_199_254_740_992)
            #expect(floats.uniformFloat() == Float(next >> 40) / 16_777_216)
        }
        // A state whose first output is 2⁶⁴ − 1: the largest draws there are.
        let largest = RandomStream(state: (0, 0, 0, .max))
        var (next, double, float) = (largest, largest, largest)
        #expect(next.next() == UInt64.max)
        #expect(double.uniform() < 1)
        #expect(float.uniformFloat() < 1)
    }

    @Test("Bounded integers are the high words of products", arguments: [1, 2, 3, 1000, Int.max])
    func boundedIntegers(bound: Int) {
        var bits = RandomStream(seed: 7)
        var stream = RandomStream(seed: 7)
        for _ in 0..<100 {
            // Draws are only rejected where the low word is below 2⁶⁴ mod bound.
            var product = bits.next().multipliedFullWidth(by: UInt64(bound))
            while product.low < (UInt64.max % UInt64(bound) + 1) % UInt64(bound) {
                product = bits.next().multipliedFullWidth(by: UInt64(bound))
            }
            #expect(stream.integer(below: bound) == Int(product.high))
        }
    }

    @Test("Draws that would favour some integers are rejected")
    func rejection() {
        // With a bound of 3 · 2⁶¹ a quarter of all 64-bit draws has to go. The products of eight neighbouring draws have
        // the high words 0, 0, 0, 1, 1, 1, 2, 2: kept, they would make multiples of three three eighths of the results.
        let bound = 3 << 61
        var stream = RandomStream(seed: 11)
        var multiplesOfThree = 0
        for _ in 0..<30_000 where stream.integer(below: bound).isMultiple(of: 3) {
            multiplesOfThree += 1
        }
        // Five standard deviations of the count are 408.
        #expect(abs(multiplesOfThree - 10_000) <= 408)
    }

    @Test("Every order of four elements is equally likely")
    func shuffle() {
        var stream = RandomStream(seed: 3)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<24_000 {
            var elements = [0, 1, 2, 3]
            stream.shuffle(&elements)
            counts[elements, default: 0] += 1
        }
        #expect(counts.count == 24)
        let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
        // 23 degrees of freedom: above 49.7 in one of a thousand seeds.
        #expect(chiSquare < 49.7)
    }

    @Test("Shuffling is pinned, and leaves nothing and one element alone")
    func shuffleIsPinned() {
        var stream = RandomStream(seed: 2023)
        var order = Array(0..<10)
        stream.shuffle(&order)
        // Computed in Python, with the bounded integers above.
        #expect(order == [3, 7, 8, 5, 6, 4, 2, 0, 1, 9])
        var none: [Int] = []
        stream.shuffle(&none)
        var one = [5]
        stream.shuffle(&one)
        #expect(none.isEmpty && one == [5])
    }

    @Test("A bound of zero stops the program")
    func boundOfZero() async {
        await #expect(processExitsWith: .failure) {
            var stream = RandomStream(seed: 0)
            _ = stream.integer(below: 0)
        }
    }
}
