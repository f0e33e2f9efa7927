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
            ["no-such-program"], ["false"], ["sleep", "60"], ["sh", "-c", "echo begun; sleep 60"],
            // A process of its own holds the pipe.
            ["sh", "-c", "sleep 60 & echo begun; wait"],
        ])
    func silence(command: [String]) {
        let time = ContinuousClock().measure {
            #expect(ExternalProgram.output(of: command, within: 0.5) == nil)
        }
        #expect(time < .seconds(5))
    }
}
