import Foundation
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

    @Test(
        "one that is not there, fails, or does not answer in time has none, and is waited for no longer",
        arguments: [
            ["no-such-program"], ["false"], ["sleep", "600"], ["sh", "-c", "echo begun; exec sleep 600"],
            // A process of its own holds the pipe. Until it ends, its parent stays a zombie, and tests of exits wait for that.
            ["sh", "-c", "sleep 60 & echo begun; wait"],
        ])
    func silence(command: [String]) {
        let time = ContinuousClock().measure {
            #expect(ExternalProgram.output(of: command, within: 0.5) == nil)
        }
        #expect(time < .seconds(45))
    }

    @Test("what a program says and how it ends is told apart")
    func endings() throws {
        let answer = try #require(
            ExternalProgram.answer(of: ["sh", "-c", "echo out; echo ' err ' >&2; exit 3"], within: 10))
        #expect(answer.status == 3 && answer.output == Data("out\n".utf8) && answer.errors == "err")
        #expect(ExternalProgram.answer(of: ["no-such-program"], within: 10)?.status == 127)
        #expect(ExternalProgram.answer(of: ["sh", "-c", "kill -9 $$"], within: 10)?.status == 137)
        // More than a pipe holds, on both at once.
        let both = "head -c 300000 /dev/zero >&2 & head -c 300000 /dev/zero; wait"
        #expect(ExternalProgram.answer(of: ["sh", "-c", both], within: 10)?.output.count == 300_000)
    }
}
