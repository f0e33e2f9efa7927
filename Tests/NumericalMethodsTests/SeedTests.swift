import NumericalMethods
import Testing

@Suite struct SeedTests {
    @Test("FNV-1a gives its published values")
    func fnv() {
        #expect(fnv1a([]) == 0xCBF2_9CE4_8422_2325)
        #expect(fnv1a(Array("a".utf8)) == 0xAF63_DC4C_8601_EC8C)
        #expect(fnv1a(Array("foobar".utf8)) == 0x8594_4171_F739_67E8)
    }

    @Test("Seeds are pinned: a change would change every result")
    func pinned() {
        // FNV-1a over the 8 bytes of the parent, the text and the 8 bytes of the index, then one step of SplitMix64,
        // computed in Python.
        let seed = Seed(experiment: "jasper-ridge", base: 0)
        #expect(seed.value == 6_559_399_411_199_189_515)
        #expect(seed.derived("weights", 3).value == 10_887_769_850_302_548_993)
        #expect(Seed(experiment: "é", base: .max).derived("", -1).value == 4_973_355_904_376_085_238)
    }

    @Test("Experiment, base, purpose, index and order of derivation all matter")
    func differences() {
        let seed = Seed(experiment: "a", base: 1)
        let all = [
            seed, Seed(experiment: "b", base: 1), Seed(experiment: "a", base: 2), Seed(experiment: "", base: 1),
            seed.derived("x", 0), seed.derived("x", 1), seed.derived("y", 0), seed.derived("", 0),
            seed.derived("x", 0).derived("y", 0), seed.derived("y", 0).derived("x", 0),
        ]
        #expect(Set(all).count == all.count)
        #expect(Set((0..<100_000).map { seed.derived("run", $0) }).count == 100_000)
    }

    @Test("Streams of neighbouring seeds are unlike each other")
    func neighbours() {
        let seed = Seed(experiment: "a", base: 0)
        let first = (0..<64_000).map { index in
            var stream = seed.derived("run", index).stream()
            return stream.next()
        }
        for bit in 0..<64 {
            let ones = first.count { $0 >> bit & 1 == 1 }
            // Five standard deviations of a fair coin.
            #expect(abs(ones - 32_000) <= 632, "bit \(bit)")
        }
    }

    @Test("Equal seeds give equal streams")
    func repeatable() {
        var one = Seed(experiment: "a", base: 5).derived("order", 2).stream()
        var other = Seed(experiment: "a", base: 5).derived("order", 2).stream()
        #expect((0..<100).allSatisfy { _ in one.next() == other.next() })
    }
}
