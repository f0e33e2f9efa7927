internal import Foundation
internal import Synchronization

/// Work on elements while the next one is made by another thread.
package enum Prefetching {
    /// Goes through elements in the order in which they are made.
    ///
    /// One element waits at most, so that there are three at a time: one that is worked on, one that waits, one that is made.
    ///
    /// - Parameters:
    ///   - produce: Makes the elements on another thread, and hands over each by calling its argument, which throws where no
    ///     more are wanted.
    ///   - body: Works on an element, on the thread of the caller.
    /// - Throws: What `body` throws, or else what `produce` throws, when both have ended.
    package static func forEach<Element: Sendable>(
        _ produce: @escaping @Sendable (_ yield: (Element) throws -> Void) throws -> Void,
        _ body: (Element) throws -> Void
    ) throws {
        let channel = Channel<Element>()
        let thread = Thread {
            do {
                try produce { try channel.put($0) }
                channel.end(with: nil)
            } catch {
                channel.end(with: error)
            }
        }
        thread.stackSize = 8 << 20
        thread.start()
        defer { channel.close() }
        while let element = try channel.take() { try body(element) }
    }

    /// Nobody takes elements any more.
    private struct Closed: Error {}

    /// Hands elements from one thread to another, one at a time.
    private final class Channel<Element: Sendable>: @unchecked Sendable {
        private let condition = NSCondition()
        private var waiting: Element?
        private var (isClosed, hasEnded) = (false, false)
        private var error: (any Error)?

        /// Waits until the place is free, and puts an element there.
        func put(_ element: Element) throws {
            condition.lock()
            defer { condition.unlock() }
            while waiting != nil, !isClosed { condition.wait() }
            guard !isClosed else { throw Closed() }
            waiting = element
            condition.broadcast()
        }

        /// No element follows.
        func end(with error: (any Error)?) {
            condition.lock()
            defer { condition.unlock() }
            (hasEnded, self.error) = (true, error)
            condition.broadcast()
        }

        /// Waits for an element; nothing when there are no more.
        func take() throws -> Element? {
            condition.lock()
            defer { condition.unlock() }
            while waiting == nil, !hasEnded { condition.wait() }
            if let element = waiting.take() {
                condition.broadcast()
                return element
            }
            if let error { throw error }
            return nil
        }

        /// Takes no more elements, and waits until no more are made.
        func close() {
            condition.lock()
            defer { condition.unlock() }
            (isClosed, waiting) = (true, nil)
            condition.broadcast()
            while !hasEnded { condition.wait() }
        }
    }
}
