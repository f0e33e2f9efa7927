import Foundation
import NumericalMethods
import Testing

@Suite("Processor time")
struct ProcessorTimeTests {
    /// Work that keeps a thread busy for about 50 ms.
    private func work() {
        var stream = Seed(experiment: "processor time", base: 1).stream()
        var sum = 0.0
        for _ in 0..<4_000_000 { sum += stream.uniform() }
        #expect(sum > 0)
    }

    private func wallSeconds(_ body: () -> Void) -> Double { ContinuousClock().measure(body) / .seconds(1) }

    @Test("waiting takes none")
    func waiting() {
        #expect(ProcessorTime.seconds { usleep(300_000) } < 0.1)
        #expect(ProcessorTime.seconds { work() } > 0.005)
    }

    @Test("laps are what is done between their ends, and what comes after the last is no lap")
    func laps() {
        let (all, laps) = ProcessorTime.laps { lap in
            for count in [1, 3] {
                for _ in 0..<count { work() }
                lap()
            }
            work()
        }
        #expect(laps.count == 2)
        #expect((1.5...6).contains(laps[1] / laps[0]), "\(laps)")
        #expect(all > 1.1 * (laps[0] + laps[1]))
    }

    @Test("other threads of the machine do not lengthen it")
    func load() {
        let alone = (0..<3).map { _ in ProcessorTime.seconds(work) }.min() ?? 0
        nonisolated(unsafe) var crowded = Double.infinity
        nonisolated(unsafe) var wall = Double.infinity
        let threads = 8 * ProcessInfo.processInfo.activeProcessorCount
        // The first job measures while the others keep every core busy.
        WorkerPool.forEach(Array(0..<threads), workers: threads) { job in
            guard job == 0 else {
                for _ in 0..<6 { work() }
                return
            }
            wall = wallSeconds { crowded = ProcessorTime.seconds(work) }
        }
        #expect(wall > 3 * alone, "the machine was not busy, and nothing is tested")
        #expect(crowded < 2.5 * alone)
    }
}
