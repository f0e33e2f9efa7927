internal import Foundation
internal import Synchronization

/// How long work takes a machine that does nothing else.
///
/// A clock on the wall also counts the moments in which other programs have the processor, so that an estimate that is made of
/// it says how busy the machine was at that moment. Processor time does not.
package enum ProcessorTime {
    /// The seconds that work would take.
    ///
    /// Work of one thread must stay on the thread of the caller. Of several threads the time that the whole process uses meanwhile
    /// is taken, shared out among them: nothing else should go on in it.
    ///
    /// - Parameters:
    ///   - threads: How many threads do the work.
    ///   - work: The work.
    /// - Returns: The time, in seconds.
    /// - Throws: What `work` throws.
    package static func seconds(threads: Int = 1, _ work: () throws -> Void) rethrows -> Double {
        let clock = clock(threads: threads)
        let began = seconds(of: clock)
        try work()
        return (seconds(of: clock) - began) / Double(threads)
    }

    /// The seconds that the whole process uses for work, whichever of its threads does it.
    ///
    /// - Throws: What `work` throws.
    package static func secondsOfProcess(_ work: () throws -> Void) rethrows -> Double {
        let began = seconds(of: CLOCK_PROCESS_CPUTIME_ID)
        try work()
        return seconds(of: CLOCK_PROCESS_CPUTIME_ID) - began
    }

    /// The seconds that work would take, and those of its laps.
    ///
    /// - Parameters:
    ///   - threads: How many threads do the work, as ``seconds(threads:_:)`` counts them.
    ///   - work: The work. It calls what it is given at the end of every lap, on the thread of the caller.
    /// - Returns: The time of all the work, and that of each lap, in seconds.
    /// - Throws: What `work` throws.
    package static func laps(
        threads: Int = 1, _ work: (_ lap: @escaping @Sendable () -> Void) throws -> Void
    ) rethrows -> (all: Double, laps: [Double]) {
        let clock = clock(threads: threads)
        let began = seconds(of: clock)
        let ends = Mutex<[Double]>([])
        try work { ends.withLock { $0.append(seconds(of: clock)) } }
        let (ended, moments) = (seconds(of: clock), ends.withLock(\.self))
        return (
            all: (ended - began) / Double(threads),
            laps: zip(moments, [began] + moments).map { ($0 - $1) / Double(threads) }
        )
    }

    /// The clock of the thread of the caller, or of the whole process where there are several threads.
    private static func clock(threads: Int) -> clockid_t {
        precondition(threads > 0, "\(threads) threads")
        return threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_PROCESS_CPUTIME_ID
    }

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
