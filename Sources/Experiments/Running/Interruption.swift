internal import Foundation
internal import ScientificFormats
internal import Synchronization

/// The signal that asked for a stop, or zero; signals belong to the whole process, and so does this.
private let signalArrived = Atomic<Int32>(0)
/// Whether long work asks for signals, so that the first one need not end the program.
private let isAsked = Atomic<Bool>(false)

/// Ctrl-C, a polite kill and a closed terminal, turned into a question that long work asks itself.
///
/// The first signal asks for a stop: finished runs are stored, those under way are given up. A second one, or the first
/// where nothing asks, ends the program at once, with one line and the status 128 + the signal's number. Each of them ends
/// the other programs that this one has begun.
public final class Interruption: Sendable {
    private let requested = Atomic<Bool>(false)

    /// Makes one that only ``request()`` triggers, until it listens.
    public init() {}

    /// Whether a stop was asked for.
    public var isRequested: Bool {
        requested.load(ordering: .relaxed) || signalArrived.load(ordering: .relaxed) != 0
    }

    /// The status with which a stopped program ends: 128 + the signal's number, that of Ctrl-C where there was none.
    public var status: Int32 {
        let number = signalArrived.load(ordering: .relaxed)
        return 128 + (number == 0 ? SIGINT : number)
    }

    /// Asks for a stop.
    public func request() { requested.store(true, ordering: .relaxed) }

    /// Begins to ask for signals.
    public func listen() {
        Self.handleSignals()
        signalArrived.store(0, ordering: .relaxed)
        isAsked.store(true, ordering: .relaxed)
    }

    /// Ends to ask for signals: from here on the first one ends the program.
    public func stopListening() { isAsked.store(false, ordering: .relaxed) }

    /// Takes care of signals, from the beginning of a program on.
    ///
    /// A stream or a file that cannot be written any more is an error of the write, and no signal. A program that was
    /// started to survive the end of its terminal does.
    public static func handleSignals() {
        // The handler must find the flags made: a first access from within it could wait for itself.
        _ = (signalArrived.load(ordering: .relaxed), isAsked.load(ordering: .relaxed))
        RunningGroups.prepare()
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // Where it is ignored, nobody can be told how another program ended.
        signal(SIGCHLD, SIG_DFL)
        // Whoever started the program may have blocked them, and a new process inherits that.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var known = sigaction()
            sigaction(number, nil, &known)
            // SIG_IGN, which C defines as a pointer of the value 1.
            let isIgnored = unsafeBitCast(known.__sigaction_handler.sa_handler, to: Int.self) == 1
            if number == SIGHUP && isIgnored { continue }
            sigaddset(&signals, number)
            signal(number, handler)
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Nothing here may allocate or lock: it runs between any two instructions of the program.
    private static let handler: @convention(c) (Int32) -> Void = { number in
        let before = errno
        defer { errno = before }
        // Other programs have groups of their own, which a terminal's signals do not reach.
        let isAnyOther = RunningGroups.signal(SIGTERM)
        if isAsked.load(ordering: .relaxed),
            signalArrived.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged
        {
            return
        }
        let line: StaticString =
            switch number {
            case SIGINT: "stopped by Ctrl-C\n"
            case SIGHUP: "stopped: the terminal was closed\n"
            default: "stopped by a signal\n"
            }
        write(STDERR_FILENO, line.utf8Start, line.utf8CodeUnitCount)
        if isAnyOther {
            usleep(100_000)
            RunningGroups.signal(SIGKILL)
        }
        _exit(128 + number)
    }
}
