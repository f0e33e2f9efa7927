internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C and a polite kill, turned into a question that long work asks itself.
///
/// The first signal asks for a stop: finished runs are stored, those under way are given up. A second one ends the
/// program at once, as signals do.
public final class Interruption: Sendable {
    private let requested = Atomic<Bool>(false)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    /// Makes one that listens to nothing yet.
    public init() {}

    /// Whether a stop was asked for.
    public var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Asks for a stop.
    public func request() { requested.store(true, ordering: .relaxed) }

    /// Begins to listen to SIGINT and SIGTERM.
    public func listen() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler { [self] in
                request()
                signal(number, SIG_DFL)
            }
            source.resume()
            sources.withLock { $0.append(source) }
        }
    }
}
