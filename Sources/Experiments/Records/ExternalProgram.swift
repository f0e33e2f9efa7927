package import Foundation
internal import ScientificFormats

/// Another program that is asked something, and has a limited time to answer.
package enum ExternalProgram {
    /// What a program said until it ended.
    package struct Answer: Sendable {
        /// The status that it ended with; 127 where there is no such program, 126 where it cannot be started, 128 and the signal where one ended it.
        package let status: Int32
        /// What it wrote to standard output.
        package let output: Data
        /// What it wrote to standard error, as text without blanks at its ends.
        package let errors: String
    }

    /// What a program prints on standard output.
    ///
    /// - Parameters:
    ///   - command: Its name, which is looked for as a shell would, and its arguments.
    ///   - seconds: How long it may take, until it is ended.
    /// - Returns: The output, or nothing where it is not there, did not answer in time, or ended with a status other than
    ///   zero.
    static func output(of command: [String], within seconds: Double) -> Data? {
        guard let answer = answer(of: command, within: seconds), answer.status == 0 else { return nil }
        return answer.output
    }

    /// What a program says.
    ///
    /// One that is late is ended with all that it has begun.
    ///
    /// - Parameters:
    ///   - command: Its name, which is looked for as a shell would, and its arguments.
    ///   - seconds: How long it may take, until it is ended.
    /// - Returns: The answer, or nothing where it did not come in time.
    package static func answer(of command: [String], within seconds: Double) -> Answer? {
        var said = [Data(), Data()]
        let ending = ProgramGroup.run(command, patience: .whole(seconds)) { stream, bytes in
            said[stream.rawValue].append(contentsOf: bytes)
            return true
        }
        switch ending {
        case .status(let status):
            return Answer(
                status: status, output: said[0],
                errors: String(decoding: said[1], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        case .notBegun(let number):
            // As a shell has it: 127 for what is not there, 126 for what cannot be started.
            return Answer(
                status: number == ENOENT ? 127 : 126, output: Data(), errors: String(cString: strerror(number)))
        case .late, .unwanted: return nil
        }
    }
}
