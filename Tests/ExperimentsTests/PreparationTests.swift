import Experiments
import Foundation
import ProportionInference
import Synchronization
import Testing

@Suite("Making datasets ready")
struct PreparationTests {
    @Test("a dataset is told its share, its cache and how many may work on it")
    func options() throws {
        let seen = Mutex<[PreparationOptions]>([])
        let laboratory = try Laboratory { options in seen.withLock { $0.append(options) } }
        try laboratory.carryOut(try laboratory.plan(effort: .short), workers: 3)
        let options = try #require(seen.withLock { $0.first })
        #expect(options.trainingShare == 0.5 && options.monitor.threads == 3 && !options.monitor.isCancelled())
        #expect(options.cacheFolder == laboratory.folder + "/cache")
    }

    @Test("a stop while the dataset is made stores nothing, and the next call goes on")
    func stop() throws {
        let interruption = Interruption()
        let isFirst = Atomic<Bool>(true)
        let laboratory = try Laboratory { _ in
            if isFirst.exchange(false, ordering: .relaxed) { interruption.request() }
        }
        let plan = try laboratory.plan()
        let stopped = try laboratory.carryOut(plan, interruption: interruption)
        #expect(stopped.interrupted && stopped.completed == 0 && stopped.troubles.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: laboratory.store.root))
        #expect(try laboratory.carryOut(plan).completed == 10)
    }

    @Test("after a stop no dataset is begun")
    func stoppedBefore() throws {
        let interruption = Interruption()
        interruption.request()
        let laboratory = try Laboratory { _ in Issue.record("the dataset was begun") }
        #expect(try laboratory.carryOut(try laboratory.plan(), interruption: interruption).interrupted)
    }
}
