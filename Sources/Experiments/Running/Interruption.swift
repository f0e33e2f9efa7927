internal import Foundation
internal import Synchronization

/// Set by the signal handler; signals belong to the whole process, and so does this.
private let signalArrived = Atomic<Bool>(false)

/// Ctrl-C and a polite kill, turned into a question that long work asks itself.
///
/// The first signal asks for a stop: finished runs are stored, those under way are given up. A second one ends the
/// program at once, as signals do.
public final class Interruption: Sendable {
    private let requested = Atomic<Bool>(false)

    /// Makes one that only ``request()`` triggers, until it listens.
    public init() {}

    /// Whether a stop was asked for.
    public var isRequested: Bool { requested.load(ordering: .relaxed) || signalArrived.load(ordering: .relaxed) }

    /// Asks for a stop.
    public func request() { requested.store(true, ordering: .relaxed) }

    /// Begins to listen to SIGINT and SIGTERM.
    public func listen() {
        // The handler must find the flag made: a first access from within it could wait for itself.
        signalArrived.store(false, ordering: .relaxed)
        // Whoever started the program may have blocked them, and a new process inherits that.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] {
            sigaddset(&signals, number)
            signal(number) { number in
                signalArrived.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
