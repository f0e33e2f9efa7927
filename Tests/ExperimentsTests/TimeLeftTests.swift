import Experiments
import Testing

@Suite("How long is left")
struct TimeLeftTests {
    /// A sequence of runs of known length, carried out by workers as they become free.
    private struct Course {
        let methods: [String]
        let seconds: [Double]
        let workers: Int
        /// How many reports a run gives; a method without reports gives none.
        var reports = 20

        /// How long all of it takes.
        var whole: Double { ends().max() ?? 0 }

        private func begins() -> [Double] {
            var free = Array(repeating: 0.0, count: workers)
            return seconds.map { length in
                let worker = free.indices.min { free[$0] < free[$1] } ?? 0
                defer { free[worker] += length }
                return free[worker]
            }
        }

        private func ends() -> [Double] { zip(begins(), seconds).map(+) }

        /// What is shown at every event, with the time that is truly left.
        func shown(expecting expected: [String: Double]) -> [(shown: Double, truth: Double)] {
            var events: [(time: Double, order: Int, tell: (inout TimeLeft, Double) -> Void)] = []
            for (run, begin) in begins().enumerated() {
                let length = seconds[run]
                // Of events at one moment runs end before others begin; a run of no length begins first.
                let order = length > 0 ? 0 : 3
                events.append((begin, 2, { $0.begin(run, at: $1) }))
                for report in 1..<max(reports, 1) {
                    let share = Double(report) / Double(reports)
                    events.append((begin + share * length, order, { $0.advance(run, share: share, at: $1) }))
                }
                events.append((begin + length, order + 1, { $0.end(run, at: $1) }))
            }
            var timeLeft = TimeLeft(methods: methods, expected: expected, workers: workers)
            var shown = [(shown: timeLeft.seconds(at: 0), truth: whole)]
            for event in events.sorted(by: { ($0.time, $0.order) < ($1.time, $1.order) }) {
                event.tell(&timeLeft, event.time)
                shown.append((timeLeft.seconds(at: event.time), whole - event.time))
            }
            return shown
        }
    }

    /// The 42 runs of Jasper Ridge as two workers carried them out, from their records.
    private static let recorded: [(method: String, seconds: [Double])] = [
        ("mse-dirichlet", [16.1, 16.7, 18.6, 18.1, 11.8]), ("ce-dirichlet", [11.8, 11.6, 11.6, 11.0, 11.3]),
        ("ce-softmax", [11.1, 11.7, 11.1, 11.6, 10.9]), ("mse", [11.3, 10.6, 11.3, 10.8, 12.0]),
        ("mse-proportion", [11.6, 12.6, 12.9, 12.8, 11.7]), ("sunsal", [0.2]), ("hyperae", [3.3, 3.0, 2.5, 2.4, 3.8]),
        ("undip", [1280.3, 1276.3, 1460.9, 1454.1, 927.5]), ("sunsal-vca", [0, 0, 0, 0, 0]), ("sunsal-sivm", [0]),
    ]

    private var recordedCourse: Course {
        Course(
            methods: Self.recorded.flatMap { Array(repeating: $0.method, count: $0.seconds.count) },
            seconds: Self.recorded.flatMap(\.seconds), workers: 2)
    }

    /// The means of the recorded times, all off by a factor.
    private func expected(times factor: Double) -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: Self.recorded.map {
                ($0.method, factor * $0.seconds.reduce(0, +) / Double($0.seconds.count))
            })
    }

    @Test(
        "of runs between 0 and 24 minutes the estimate is right from the start, and hardly ever rises",
        arguments: [0.95, 1, 1.1, 1.2])
    func recorded(factor: Double) {
        let course = recordedCourse
        #expect(course.whole > 3500)
        let shown = course.shown(expecting: expected(times: factor))
        #expect(abs(shown[0].shown - course.whole) <= 0.3 * course.whole)
        var lowest = Double.infinity
        for (shown, truth) in shown {
            #expect(shown <= max(1.1 * lowest, lowest + 0.1 * course.whole))
            lowest = min(lowest, shown)
            #expect(abs(shown - truth) <= 0.3 * course.whole)
        }
        #expect(abs(shown.last?.shown ?? 1) < 1e-6)
    }

    @Test("a run that takes twice as long as expected teaches what to expect of the others")
    func learning() {
        let course = Course(methods: ["a", "a", "b", "b"], seconds: [20, 20, 40, 40], workers: 1)
        let shown = course.shown(expecting: ["a": 10, "b": 20])
        #expect(shown[0].shown == 60)
        // After one run of a: 100 s are left; another run of a, and two of b, which were never seen.
        let after = shown[20...].first { $0.truth == 100 }
        #expect(after.map { abs($0.shown - 100) < 15 } ?? false)
    }

    @Test("runs are shared out: the longest of few decides, not the sum")
    func sharing() {
        var timeLeft = TimeLeft(methods: ["long", "short", "short"], expected: ["long": 100, "short": 10], workers: 2)
        #expect(timeLeft.seconds(at: 0) == 100)
        timeLeft.begin(0, at: 0)
        timeLeft.begin(1, at: 0)
        timeLeft.end(1, at: 10)
        #expect(timeLeft.seconds(at: 10) == 90)
        #expect(TimeLeft(methods: ["a", "a", "a"], expected: ["a": 10], workers: 2).seconds(at: 0) == 20)
        #expect(TimeLeft(methods: [], expected: [:], workers: 2).seconds(at: 0) == 0)
    }

    @Test("a method that reports nothing counts down, and an overdue run is not expected to end at once")
    func silent() {
        var timeLeft = TimeLeft(methods: ["a"], expected: ["a": 10], workers: 1)
        timeLeft.begin(0, at: 0)
        #expect(timeLeft.seconds(at: 4) == 6)
        #expect(timeLeft.seconds(at: 20) == 2)
    }
}
