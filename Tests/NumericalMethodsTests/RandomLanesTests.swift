import Testing

@testable import NumericalMethods

@Suite struct RandomLanesTests {
    @Test func everyLaneIsAStreamOfItsOwn() {
        var (first, second) = (RandomStream(seed: 3), RandomStream(seed: 3))
        var lanes = RandomLanes(from: &first)
        var streams = (0..<8).map { _ in
            RandomStream(state: (second.next(), second.next(), second.next(), second.next()))
        }
        for _ in 0..<1000 {
            let bits = lanes.next()
            for lane in 0..<8 { #expect(bits[lane] == streams[lane].next()) }
        }
        let uniform = lanes.uniform()
        for lane in 0..<8 { #expect(uniform[lane] == Double(streams[lane].next() >> 12) * 0x1p-52) }
        #expect(first.next() == second.next())
    }
}
