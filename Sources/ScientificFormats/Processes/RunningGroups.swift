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

    /// The number of groups that are being begun: their leaders may run, and are not noted yet.
    private static let beginning = Atomic<Int>(0)
    /// How long ``signal(_:)`` waits for them, in milliseconds.
    private static let patience = 200

    /// Makes what ``signal(_:)`` reads, so that a handler never comes first.
    package static func prepare() { _ = (leaders, beginning.load(ordering: .relaxed)) }

    /// Sends a signal to all groups, those that are being begun included.
    ///
    /// A signal's handler may call it.
    ///
    /// - Returns: Whether there was any group.
    @discardableResult
    package static func signal(_ number: Int32) -> Bool {
        var waited = 0
        while beginning.load(ordering: .acquiring) > 0, waited < patience {
            usleep(1000)
            waited += 1
        }
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

    /// Begins a group and notes it, so that no signal comes between the two.
    ///
    /// Where more groups run than there are places, the last ones are not noted.
    ///
    /// - Parameter begin: Begins it, and returns its leader; nothing where none has begun.
    static func add(beginning begin: () -> pid_t?) {
        // This thread takes no signal meanwhile, whose handler would wait for it. Handlers of other threads wait.
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        beginning.wrappingAdd(1, ordering: .acquiringAndReleasing)
        if let leader = begin() { note(leader) }
        beginning.wrappingSubtract(1, ordering: .acquiringAndReleasing)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private static func note(_ leader: pid_t) {
        for index in 0..<places
        where leaders[index].compareExchange(expected: 0, desired: leader, ordering: .relaxed).exchanged { return }
    }

    /// Forgets a group, before its leader's number can become another process's.
    static func remove(_ leader: pid_t) {
        for index in 0..<places
        where leaders[index].compareExchange(expected: leader, desired: 0, ordering: .relaxed).exchanged { return }
    }
}
