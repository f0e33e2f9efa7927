internal import Foundation
internal import Synchronization

/// The groups of processes that this program has begun and that have not ended.
///
/// A terminal sends its signals to the group in its foreground, which is that of this program. A signal that ends this
/// program must therefore end the others, too.
package enum RunningGroups {
    private static let places = 64

    /// The leaders by place; zero where a place is free.
    ///
    /// A signal's handler reads them, so that nothing here locks.
    nonisolated(unsafe) private static let leaders: UnsafeMutablePointer<Atomic<Int32>> = {
        let leaders = UnsafeMutablePointer<Atomic<Int32>>.allocate(capacity: places)
        for index in 0..<places { (leaders + index).initialize(to: Atomic(0)) }
        return leaders
    }()

    /// Makes what ``signal(_:)`` reads, so that a handler never comes first.
    package static func prepare() { _ = leaders }

    /// Sends a signal to all groups.
    ///
    /// A signal's handler may call it.
    ///
    /// - Returns: Whether there was any group.
    @discardableResult
    package static func signal(_ number: Int32) -> Bool {
        var isAny = false
        var index = 0
        while index < places {
            let leader = leaders[index].load(ordering: .relaxed)
            if leader > 0 {
                kill(-leader, number)
                isAny = true
            }
            index += 1
        }
        return isAny
    }

    /// Notes a group that has begun.
    ///
    /// Where more groups run than there are places, the last ones are not noted.
    static func add(_ leader: pid_t) {
        for index in 0..<places
        where leaders[index].compareExchange(expected: 0, desired: leader, ordering: .relaxed).exchanged { return }
    }

    /// Forgets a group, before its leader's number can become another process's.
    static func remove(_ leader: pid_t) {
        for index in 0..<places
        where leaders[index].compareExchange(expected: leader, desired: 0, ordering: .relaxed).exchanged { return }
    }
}
