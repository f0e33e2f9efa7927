import Foundation
import Synchronization
import Testing

@testable import ScientificFormats

@Suite("Groups of processes that a signal must reach")
struct RunningGroupsTests {
    @Test("a signal that comes while a group is being begun reaches it")
    func beginning() throws {
        let isBegun = Atomic<Bool>(false)
        let leader = Atomic<pid_t>(0)
        let thread = Thread {
            RunningGroups.add {
                isBegun.store(true, ordering: .sequentiallyConsistent)
                usleep(50_000)
                leader.store(Self.beginSleep(), ordering: .sequentiallyConsistent)
                return leader.load(ordering: .sequentiallyConsistent)
            }
        }
        thread.start()
        while !isBegun.load(ordering: .sequentiallyConsistent) { usleep(1000) }
        // The groups of other tests ignore this signal.
        #expect(RunningGroups.signal(SIGURG))
        while !thread.isFinished { usleep(1000) }
        let process = leader.load(ordering: .sequentiallyConsistent)
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let pending = try #require(status.firstMatch(of: /ShdPnd:\s*([0-9a-f]+)/)?.1)
        #expect(try #require(UInt64(pending, radix: 16)) == 1 << (SIGURG - 1))
        // Tests of exits would wait for a process that nobody waits for.
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        RunningGroups.remove(process)
    }

    /// Begins `sleep` as the leader of a group that holds the signal back.
    private static func beginSleep() -> pid_t {
        var (leader, attributes, held) = (pid_t(0), posix_spawnattr_t(), sigset_t())
        sigemptyset(&held)
        sigaddset(&held, SIGURG)
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setsigmask(&attributes, &held)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = ["sleep", "30"].map { (word: String) in strdup(word) } + [nil]
        defer { for argument in arguments { free(argument) } }
        _ = posix_spawnp(&leader, "sleep", nil, &attributes, &arguments, environ)
        return leader
    }
}
