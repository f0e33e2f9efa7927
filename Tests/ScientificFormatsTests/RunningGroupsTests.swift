import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ScientificFormats

@Suite("Groups of processes that a signal must reach")
struct RunningGroupsTests {
    @Test("a signal that comes while a group is being begun reaches it")
    func beginning() throws {
        let seconds = RunningProcesses.uniqueSeconds()
        let isBegun = Atomic<Bool>(false)
        let thread = Thread {
            RunningGroups.add {
                isBegun.store(true, ordering: .sequentiallyConsistent)
                usleep(50_000)
                var (leader, attributes) = (pid_t(0), posix_spawnattr_t())
                posix_spawnattr_init(&attributes)
                posix_spawnattr_setpgroup(&attributes, 0)
                var none = sigset_t()
                sigemptyset(&none)
                posix_spawnattr_setsigmask(&attributes, &none)
                posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
                var arguments: [UnsafeMutablePointer<CChar>?] = ["sleep", seconds].map { (word: String) in strdup(word) } + [nil]
                defer { for argument in arguments { free(argument) } }
                return posix_spawnp(&leader, "sleep", nil, &attributes, &arguments, environ) == 0 ? leader : nil
            }
        }
        thread.start()
        while !isBegun.load(ordering: .sequentiallyConsistent) { usleep(1000) }
        #expect(RunningGroups.signal(SIGTERM))
        while !thread.isFinished { usleep(1000) }
        #expect(RunningProcesses.areGone(with: seconds))
    }
}
