internal import Foundation

/// Another program that is asked something, and has a limited time to answer.
enum ExternalProgram {
    /// What a program prints on standard output.
    ///
    /// - Parameters:
    ///   - command: Its name, which is looked for as a shell would, and its arguments.
    ///   - seconds: How long it may take, until it is ended.
    /// - Returns: The output, or nothing where it is not there, did not answer in time, or ended with a status other than
    ///   zero.
    static func output(of command: [String], within seconds: Double) -> Data? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let output = read(pipe.fileHandleForReading.fileDescriptor, until: .now + .milliseconds(Int(seconds * 1000)))
        guard let output else {
            // What it has begun may live on and hold it: nobody waits for that.
            kill(process.processIdentifier, SIGKILL)
            return nil
        }
        process.waitUntilExit()
        return process.terminationReason == .exit && process.terminationStatus == 0 ? output : nil
    }

    /// Reads to the end, or returns nothing where that does not come in time.
    private static func read(_ descriptor: Int32, until deadline: ContinuousClock.Instant) -> Data? {
        var (output, chunk) = (Data(), [UInt8](repeating: 0, count: 1 << 16))
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Int32(max(0, left)))
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return nil }
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return output }
            output.append(contentsOf: chunk[..<count])
        }
    }
}
