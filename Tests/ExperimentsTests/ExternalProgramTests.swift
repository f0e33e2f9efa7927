import Foundation
import TestSupport
import Testing

@testable import Experiments

@Suite("Programs that are asked something")
struct ExternalProgramTests {
    @Test("what a program prints in time is its answer")
    func answer() {
        #expect(ExternalProgram.output(of: ["printf", "a\\0b"], within: 10) == Data("a\0b".utf8))
        // More than a pipe holds at once.
        #expect(ExternalProgram.output(of: ["head", "-c", "300000", "/dev/zero"], within: 10)?.count == 300_000)
    }

    @Test("one that is not there, or fails, has no answer", arguments: ["no-such-program", "false"])
    func failure(program: String) {
        #expect(ExternalProgram.output(of: [program], within: 10) == nil)
    }

    @Test(
        "one that does not answer in time has none, and ends with all that it began",
        arguments: [
            "exec sleep SECONDS", "echo begun; exec sleep SECONDS", "sleep SECONDS & echo begun; wait",
            // One that does not end when it is asked to, and one that says nothing more.
            "trap '' TERM; sleep SECONDS & wait", "exec >&- 2>&-; sleep SECONDS",
        ])
    func silence(script: String) {
        let seconds = RunningProcesses.uniqueSeconds()
        let script = script.replacing("SECONDS", with: seconds)
        let time = ContinuousClock().measure {
            #expect(ExternalProgram.output(of: ["sh", "-c", script], within: 0.5) == nil)
        }
        #expect(time < .seconds(45))
        #expect(RunningProcesses.areGone(with: seconds))
    }

    @Test("what a program leaves behind is not waited for, and ends where it holds the pipes")
    func remains() throws {
        let seconds = RunningProcesses.uniqueSeconds()
        let answer = try #require(
            ExternalProgram.answer(of: ["sh", "-c", "sleep \(seconds) & echo done; exit 3"], within: 40))
        #expect(answer.status == 3 && answer.output == Data("done\n".utf8))
        #expect(RunningProcesses.areGone(with: seconds))
    }

    @Test("a program blocks and ignores no signal that this one does")
    func signals() throws {
        signal(SIGXFSZ, SIG_IGN)
        defer { signal(SIGXFSZ, SIG_DFL) }
        let answer = try #require(ExternalProgram.answer(of: ["sh", "-c", "kill -XFSZ $$; echo alive"], within: 10))
        #expect(answer.status == 128 + SIGXFSZ && answer.output.isEmpty)
    }

    @Test("what a program says and how it ends is told apart")
    func endings() throws {
        let answer = try #require(
            ExternalProgram.answer(of: ["sh", "-c", "echo out; echo ' err ' >&2; exit 3"], within: 10))
        #expect(answer.status == 3 && answer.output == Data("out\n".utf8) && answer.errors == "err")
        #expect(ExternalProgram.answer(of: ["no-such-program"], within: 10)?.status == 127)
        #expect(ExternalProgram.answer(of: ["/dev/null"], within: 10)?.status == 126)
        #expect(ExternalProgram.answer(of: ["sh", "-c", "kill -9 $$"], within: 10)?.status == 137)
        // More than a pipe holds, on both at once.
        let both = "head -c 300000 /dev/zero >&2 & head -c 300000 /dev/zero; wait"
        #expect(ExternalProgram.answer(of: ["sh", "-c", both], within: 10)?.output.count == 300_000)
    }
}
