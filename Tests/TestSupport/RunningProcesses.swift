internal import Foundation

/// Processes that tests begin, found by an argument that no other process has.
package enum RunningProcesses {
    /// A number of seconds that is an argument of `sleep` and of no other process: more than a minute.
    package static func uniqueSeconds() -> String { "70.\(UInt32.random(in: 10_000_000..<100_000_000))" }

    /// Whether a process has an argument; one that has ended and waits for its parent has none.
    package static func isAny(with argument: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.contains { name in
            guard Int32(name) != nil, let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
                return false
            }
            return line.split(separator: 0).contains { $0.elementsEqual(argument.utf8) }
        }
    }

    /// Waits until no process has an argument, for a while.
    ///
    /// - Returns: Whether there is none.
    package static func areGone(with argument: String, within seconds: Double = 30) -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while isAny(with: argument) {
            guard ContinuousClock.now < deadline else { return false }
            usleep(10_000)
        }
        return true
    }
}
