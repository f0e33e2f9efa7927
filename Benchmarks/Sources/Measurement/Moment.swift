import Foundation

/// A moment on two clocks.
public struct Moment: Sendable {
    /// Seconds on the clock on the wall, from some beginning.
    public let elapsed: Double
    /// Seconds that the threads of this process have had a processor.
    public let processor: Double

    /// This moment.
    public static var now: Moment {
        Moment(elapsed: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID))
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
