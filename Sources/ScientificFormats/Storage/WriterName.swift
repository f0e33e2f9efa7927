internal import Foundation

/// Who writes a temporary folder, as the end of its name says it: `HOST.BOOT.TOKEN`, in hexadecimal.
struct WriterName: CustomStringConvertible {
    /// Where a writer is, seen from here.
    enum Place {
        /// Under this very kernel, in whatever container.
        case here
        /// On this host, before it was started anew.
        case earlierBoot
        /// On another host, or nothing is known of it.
        case elsewhere
    }

    private let host: String
    private let boot: String
    private let token: String

    /// The name of a writer in this process.
    static func current(token: UInt64) -> WriterName {
        WriterName(host: thisHost ?? unknown, boot: thisBoot ?? unknown, token: String(token, radix: 16))
    }

    private init(host: String, boot: String, token: String) {
        (self.host, self.boot, self.token) = (host, boot, token)
    }

    /// Reads the name of a temporary folder; nothing where it has no such end.
    init?(folder: String) {
        guard let end = folder.lastIndex(of: "@") else { return nil }
        let parts = folder[end...].dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return nil }
        self.init(host: parts[0], boot: parts[1], token: parts[2])
    }

    var description: String { "\(host).\(boot).\(token)" }

    var place: Place {
        if let thisBoot = Self.thisBoot, boot == thisBoot { return .here }
        if let thisHost = Self.thisHost, host == thisHost, Self.thisBoot != nil, boot != Self.unknown {
            return .earlierBoot
        }
        return .elsewhere
    }

    private static let unknown = "0"

    /// The kernel's own name for the time since it was started; every container under it sees the same.
    private static let thisBoot = digest(of: ["/proc/sys/kernel/random/boot_id"])
    /// Machine id and host name together: either may be that of several machines.
    private static let thisHost = digest(of: ["/etc/machine-id", "/proc/sys/kernel/hostname"])

    /// The beginning of a digest of files' contents; nothing where one is not there or is empty.
    private static func digest(of paths: [String]) -> String? {
        var text = ""
        for path in paths {
            guard let contents = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
            let line = contents.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !line.isEmpty else { return nil }
            text += line + "\n"
        }
        return String(ContentDigest.sha256(Array(text.utf8)).prefix(12))
    }
}
