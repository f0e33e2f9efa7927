import Foundation
import NumericalMethods
import Synchronization
import Testing

/// No time is compared with another one that was taken at another moment: a core that others use too, or that changes its rate,
/// makes the same work take several times as long.
@Suite("Processor time")
struct ProcessorTimeTests {
    /// Work that keeps a thread busy for about 50 ms.
    private func work() {
        var stream = Seed(experiment: "processor time", base: 1).stream()
        var sum = 0.0
        for _ in 0..<4_000_000 { sum += stream.uniform() }
        #expect(sum > 0)
    }

    @Test("waiting takes none")
    func waiting() {
        #expect(ProcessorTime.seconds { usleep(500_000) } < 0.25)
        #expect(ProcessorTime.seconds { work() } > 0.005)
    }

    @Test("laps are what is done between their ends, and what comes after the last is no lap")
    func laps() {
        var parts: [Double] = []
        let (all, laps) = ProcessorTime.laps { lap in
            for count in [1, 3] {
                parts.append(ProcessorTime.seconds { for _ in 0..<count { work() } })
                lap()
            }
            parts.append(ProcessorTime.seconds(work))
        }
        #expect(laps.count == 2)
        // Beside each part its lap holds a call or two.
        for (lap, part) in zip(laps, parts) { #expect((0..<0.01).contains(lap - part), "\(laps), \(parts)") }
        #expect((0..<0.01).contains(all - parts.reduce(0, +)), "\(all), \(parts)")
    }

    @Test("other threads of the machine do not lengthen it")
    func load() {
        let others = 8 * ProcessInfo.processInfo.activeProcessorCount
        let busy = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
        nonisolated(unsafe) var (own, wall) = (Double.infinity, 0.0)
        // The first job measures while the others keep every core busy.
        WorkerPool.forEach(Array(0...others), workers: others + 1) { job in
            guard job == 0 else {
                busy.wrappingAdd(1, ordering: .relaxed)
                while !isOver.load(ordering: .relaxed) {}
                return
            }
            while busy.load(ordering: .relaxed) < others { usleep(1000) }
            wall = ContinuousClock().measure { own = ProcessorTime.seconds(work) } / .seconds(1)
            isOver.store(true, ordering: .relaxed)
        }
        #expect(own > 0.005 && own < 0.5 * wall, "\(own) s of \(wall) s")
    }
}
