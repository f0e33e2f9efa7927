import Foundation
import ScientificFormats

/// Downloads with the program `curl`, which knows proxies, certificates and redirects.
struct Curl {
    /// The path of the program.
    let executable: String
    let limits: TransferLimits

    enum Outcome: Equatable {
        /// The file is complete as far as the server can tell.
        case complete
        /// The server cannot continue from the bytes that are there.
        case cannotResume
        /// The connection was lost on the way; what has come is kept.
        case interrupted(String)
        /// More came than may come, and was not kept.
        case tooLarge
        /// The server cannot be reached, or refuses.
        case failed(String)
    }

    /// Finds the program among the folders of `PATH`.
    init?(limits: TransferLimits, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let candidates = folders.map { "\($0)/curl" }
        guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
        executable = path
        self.limits = limits
    }

    /// Appends to an open file what an address holds beyond the file's present size.
    ///
    /// The bytes come through a pipe, so that curl ends when this program does; where it falls silent, it is ended with all that it has begun.
    ///
    /// - Parameters:
    ///   - address: The address, which begins with `http`.
    ///   - file: The file, open for writing, at its end.
    ///   - size: The number of bytes that the file holds.
    ///   - limit: The largest number of bytes that it may come to hold.
    ///   - progress: Called with the new size whenever bytes have come.
    /// - Returns: How it ended.
    func resume(
        _ address: String, into file: FileHandle, size: UInt64, limit: UInt64, progress: (UInt64) -> Void
    ) -> Outcome {
        var arguments = [
            "--silent", "--show-error", "--fail", "--location", "--proto", "=http,https", "--globoff",
            "--noproxy", "localhost,127.0.0.1",
            "--connect-timeout", "\(limits.connectSeconds)",
            "--speed-limit", "\(limits.leastRate)", "--speed-time", "\(limits.stallSeconds)",
        ]
        arguments += size > 0 ? ["--continue-at", "\(size)"] : []
        arguments += ["--url", address]
        var received = size
        var messages = Data()
        let ending: ProgramGroup.Ending
        do {
            ending = try ProgramGroup.run(
                [executable] + arguments, patience: .silence(silenceSeconds)
            ) { stream, bytes in
                guard stream == .output else {
                    messages.append(contentsOf: bytes)
                    return true
                }
                received += UInt64(bytes.count)
                guard received <= limit else { return false }
                try file.write(contentsOf: bytes)
                progress(received)
                return true
            }
        } catch {
            return .failed("\(Wording(of: error))")
        }
        switch ending {
        case .status(let status):
            let message = String(decoding: messages, as: UTF8.self)
            return outcome(code: status, message: message.trimmingCharacters(in: .whitespacesAndNewlines))
        case .unwanted: return .tooLarge
        case .late: return .interrupted("curl said nothing for \(Int(silenceSeconds)) seconds")
        case .notBegun(let number): return .failed("curl does not start: \(String(cString: strerror(number)))")
        }
    }

    /// How long curl may be silent, in seconds: longer than it waits itself, by the way of a redirect.
    private var silenceSeconds: Double { Double(2 * (limits.connectSeconds + limits.stallSeconds)) }

    /// What an exit code of curl means; the numbers are those of its manual page.
    private func outcome(code: Int32, message: String) -> Outcome {
        switch code {
        case 0: .complete
        // 22: an HTTP status of 400 or more. 416 says that there is nothing beyond the bytes that are here.
        case 22 where message.hasSuffix("416"): .cannotResume
        case 22 where message.contains("error: 5"): .interrupted(message)
        // 33: no byte ranges; 36: a resume that went wrong.
        case 33, 36: .cannotResume
        // 18: a partial file; 28: a time-out; 52: nothing received; 55, 56: sending, receiving; 92: an HTTP/2 stream.
        case 18, 28, 52, 55, 56, 92: .interrupted(message)
        default: .failed(message.isEmpty ? "curl ended with \(code)" : message)
        }
    }
}
