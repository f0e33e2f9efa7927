import Foundation
import Testing

/// An empty file that nobody else can open yet: whoever tries waits, for as long as this object lives.
///
/// The kernel makes others wait for the holder of a lease, up to 45 s. See `fcntl(2)`, `F_SETLEASE`.
final class HeldFile {
    private let descriptor: Int32

    init(_ path: String) throws {
        // Whoever waits is told by a signal, which would end this process.
        signal(SIGIO, SIG_IGN)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        let setLease: Int32 = 1024
        let isHeld = descriptor >= 0 && fcntl(descriptor, setLease, Int32(F_WRLCK)) == 0
        try #require(isHeld, "no lease of \(path): \(String(cString: strerror(errno)))")
    }

    deinit { close(descriptor) }
}
