internal import Foundation
internal import Synchronization

/// Standard output or standard error, which may be full, closed, or gone.
///
/// Text is written at once and in one piece. Once a write has failed nothing more is written, so that no text stands there
/// with a hole in it.
final class StandardStream: Sendable {
    /// Which of the streams.
    enum Kind: Int32 {
        case output = 1
        case errors = 2
    }

    private let descriptor: Int32
    private let trouble = Mutex<Int32?>(nil)

    init(_ kind: Kind) { descriptor = kind.rawValue }

    /// What the system answered when a write failed.
    struct Failure {
        fileprivate let code: Int32

        /// The answer in words.
        var reason: String { String(cString: strerror(code)) }

        /// The status of a program that could not tell its result: that of the signal which such a write sends to programs
        /// that do not see to it themselves, else 1.
        var status: Int32 {
            switch code {
            case EPIPE: 128 + SIGPIPE
            case EFBIG: 128 + SIGXFSZ
            default: 1
            }
        }
    }

    /// Why a write failed, or nothing where none did.
    var failure: Failure? { trouble.withLock(\.self).map { Failure(code: $0) } }

    /// Writes text, and waits where whoever reads is slow.
    func write(_ text: String) {
        var text = text
        trouble.withLock { trouble in
            guard trouble == nil else { return }
            trouble = text.withUTF8 { bytes in
                var rest = UnsafeRawBufferPointer(bytes)[...]
                while !rest.isEmpty {
                    let count = Foundation.write(
                        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                    if count >= 0 {
                        rest = rest.dropFirst(count)
                    } else if errno == EAGAIN {
                        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                        poll(&waiting, 1, -1)
                    } else if errno != EINTR {
                        return errno
                    }
                }
                return nil
            }
        }
    }

    /// Sees to it that a stream that the program was started without stays one that cannot be written.
    ///
    /// Otherwise the first file that is opened would get its number, and messages would go into that file.
    static func reserve() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // The lowest free number is this one. Open for the opposite of its use, it fails as a closed one does.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
