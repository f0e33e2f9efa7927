package import Foundation

/// Another program that is asked something, and has a limited time to answer.
package enum ExternalProgram {
    /// What a program said until it ended.
    package struct Answer: Sendable {
        /// The status that it ended with; 127 where there is no such program, 128 and the signal where one ended it.
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
    /// - Parameters:
    ///   - command: Its name, which is looked for as a shell would, and its arguments.
    ///   - seconds: How long it may take, until it is ended.
    /// - Returns: The answer, or nothing where it did not come in time.
    package static func answer(of command: [String], within seconds: Double) -> Answer? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        guard (try? process.run()) != nil else { return nil }
        let said = read(
            [output, errors].map(\.fileHandleForReading.fileDescriptor),
            until: .now + .milliseconds(Int(seconds * 1000)))
        guard let said else {
            // What it has begun may live on and hold the pipes: nobody waits for that.
            kill(process.processIdentifier, SIGKILL)
            return nil
        }
        process.waitUntilExit()
        let signal: Int32 = process.terminationReason == .exit ? 0 : 128
        return Answer(
            status: process.terminationStatus + signal, output: said[0],
            errors: String(decoding: said[1], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Reads pipes to their ends, or returns nothing where that does not come in time.
    private static func read(_ descriptors: [Int32], until deadline: ContinuousClock.Instant) -> [Data]? {
        var contents = descriptors.map { _ in Data() }
        var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        // A negative descriptor is one that poll passes over: that pipe is at its end.
        while waiting.contains(where: { $0.fd >= 0 }) {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            let ready = poll(&waiting, nfds_t(waiting.count), Int32(max(0, left)))
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return nil }
            for index in waiting.indices where waiting[index].fd >= 0 && waiting[index].revents != 0 {
                let count = Foundation.read(waiting[index].fd, &chunk, chunk.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { return nil }
                if count == 0 { waiting[index].fd = -1 }
                contents[index].append(contentsOf: chunk[..<count])
            }
        }
        return contents
    }
}
