internal import Foundation
internal import NumericalMethods
internal import ProportionInference
internal import Synchronization

/// Shows how an experiment goes: redrawn in place on a terminal, as plain lines elsewhere.
public final class ProgressBoard: Sendable {
    /// How progress is shown.
    public enum Style: Sendable, Equatable {
        /// Redrawn in place.
        case terminal
        /// A line when a run ends, and a summary line now and then.
        case lines
        /// Nothing.
        case silent

        /// What fits standard error: no escape sequences where it is no terminal, or where `NO_COLOR` asks for none.
        public static func automatic() -> Style {
            let environment = ProcessInfo.processInfo.environment
            let isPlain = environment["TERM"] == "dumb" || !(environment["NO_COLOR"] ?? "").isEmpty
            return isatty(STDERR_FILENO) == 1 && !isPlain ? .terminal : .lines
        }
    }

    fileprivate struct State {
        var experiment = ""
        var began = ContinuousClock.now
        var atWork: [String: RunMonitor.Progress?] = [:]
        /// The place of each run in ``timeLeft``.
        var places: [String: Int] = [:]
        var timeLeft: TimeLeft?
        var runsDone = 0
        var runs = 0
        var linesDrawn = 0
        var lastSummary = ContinuousClock.now
        var isRunning = false
    }

    private let style: Style
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Makes a board.
    ///
    /// - Parameters:
    ///   - style: How progress is shown.
    ///   - write: Writes text to standard error, or wherever it is shown.
    public init(style: Style, write: @escaping @Sendable (String) -> Void) {
        self.style = style
        self.write = write
    }

    func preparing(_ plan: ExperimentPlan) {
        say("\(plan.spec.name): making the dataset ready")
    }

    /// Tells something beside the runs.
    func remark(_ text: String) {
        say("  note: \(text)")
    }

    /// Whether anything is shown.
    var isShown: Bool { style != .silent }

    func begin(
        plan: ExperimentPlan, dataset: PreparedDataset, pending: [RunPlan], reused: Int, timeLeft: TimeLeft?
    ) {
        let expected = timeLeft.map { ", about " + TimeText.rough(.seconds($0.seconds(at: 0))) } ?? ""
        state.withLock { state in
            state = State()
            state.timeLeft = timeLeft
            state.places = Dictionary(
                pending.enumerated().map { ($0.element.shortLabel, $0.offset) }, uniquingKeysWith: { first, _ in first }
            )
            state.experiment = plan.spec.name
            state.runs = pending.count
            state.isRunning = true
        }
        let reusedNote = reused > 0 ? ", \(reused) done before" : ""
        say("\(plan.spec.name): \(pending.count) runs to do\(reusedNote)\(expected) (effort \(plan.effort.rawValue))")
        for note in dataset.notes { say("  \(note)") }
        if let standIn = plan.source.standIn { say("  stand-in: \(standIn)") }
        for part in plan.source.absent { say("  without \(part.name): \(part.reason)") }
        guard style == .terminal else { return }
        let redrawing = Thread { [self] in
            while state.withLock({ $0.isRunning }) {
                redraw()
                Thread.sleep(forTimeInterval: 0.2)
            }
        }
        redrawing.start()
    }

    func started(_ run: RunPlan) {
        state.withLock { state in
            state.atWork[run.shortLabel] = .some(nil)
            state.observe(run) { $0.begin($1, at: $2) }
        }
    }

    func advanced(_ run: RunPlan, _ progress: RunMonitor.Progress) {
        let summary: String? = state.withLock { state in
            state.atWork[run.shortLabel] = progress
            state.observe(run) { $0.advance($1, share: Double(progress.done) / Double(progress.total), at: $2) }
            guard style == .lines, state.lastSummary.duration(to: .now) > .seconds(15) else { return nil }
            state.lastSummary = .now
            return ([state.headline] + state.rows).joined(separator: "\n")
        }
        if let summary { say(summary) }
    }

    func finished(_ run: RunPlan, _ ending: Runner.Ending) {
        state.withLock { state in
            state.atWork.removeValue(forKey: run.shortLabel)
            if ending.isFinal {
                state.observe(run) { $0.end($1, at: $2) }
                state.runsDone += 1
            }
            say("  \(run.shortLabel): \(ending.summary)  [\(state.runsDone)/\(state.runs)]", &state)
        }
    }

    func end() {
        state.withLock { state in
            state.isRunning = false
            erase(&state)
        }
    }

    /// Prints lines that stay, above those that are redrawn.
    private func say(_ text: String) {
        state.withLock { say(text, &$0) }
    }

    private func say(_ text: String, _ state: inout State) {
        guard style != .silent else { return }
        erase(&state)
        write(text + "\n")
    }

    private func redraw() {
        state.withLock { state in
            guard state.isRunning else { return }
            let lines = [state.headline] + state.rows
            erase(&state)
            write(lines.joined(separator: "\n") + "\n")
            state.linesDrawn = lines.count
        }
    }

    /// Goes back to where the redrawn lines began, and clears from there on.
    private func erase(_ state: inout State) {
        guard state.linesDrawn > 0 else { return }
        write("\u{1B}[\(state.linesDrawn)A\u{1B}[J")
        state.linesDrawn = 0
    }
}

extension ProgressBoard.State {
    /// The seconds since the runs began.
    private var elapsedSeconds: Double { began.duration(to: .now) / .seconds(1) }

    /// Tells ``timeLeft`` what happens to a run now.
    fileprivate mutating func observe(_ run: RunPlan, _ tell: (inout TimeLeft, _ place: Int, _ time: Double) -> Void) {
        let time = elapsedSeconds
        guard let place = places[run.shortLabel], var timeLeft else { return }
        tell(&timeLeft, place, time)
        self.timeLeft = timeLeft
    }

    /// The experiment's name, how many runs are done, and how long the rest will take.
    fileprivate var headline: String {
        let elapsed = Duration.seconds(elapsedSeconds)
        let left = timeLeft.map { ", " + TimeText.rough(.seconds($0.seconds(at: elapsedSeconds))) + " left" } ?? ""
        return "\(experiment): \(runsDone) of \(runs) runs done, \(TimeText.rough(elapsed)) so far\(left)"
    }

    /// A line for every run that is going on.
    fileprivate var rows: [String] {
        let width = atWork.keys.map(\.count).max() ?? 0
        return atWork.sorted { $0.key < $1.key }.map { label, progress in
            let name = label.padding(toLength: width, withPad: " ", startingAt: 0)
            guard let progress else { return "  \(name)  starting" }
            let count = "\(progress.unit) " + String(format: "%4d/%d", progress.done, progress.total)
            return "  \(name)  \(count)  \(progress.measure.text)"
        }
    }
}

extension RunMonitor.Progress.Measure {
    /// The measure as people read it.
    package var text: String {
        switch self {
        case .error(let name, let current, let best):
            name + String(format: " %6.2f %%, best %6.2f %%", 100 * current, 100 * best)
        case .loss(let loss): String(format: "loss %.4g", loss)
        }
    }
}

extension RunPlan {
    /// The run as a board of one experiment names it.
    fileprivate var shortLabel: String { "\(method.card.name) · run \(run)" }
}

extension Runner.Ending {
    /// Whether the run is over, and not only given up for now.
    fileprivate var isFinal: Bool {
        if case .interrupted = self { false } else { true }
    }

    /// The ending as a board shows it.
    fileprivate var summary: String {
        switch self {
        case .interrupted: return "stopped"
        case .notStored(let reason): return "not stored: \(reason)"
        case .stored(let record):
            if let trouble = record.trouble { return trouble }
            let scores = record.validation.map { String(format: "validation MMAE %.2f %%", 100 * $0.mmae) } ?? "done"
            let epoch = record.selectedEpoch.map { " at epoch \($0)" } ?? ""
            let dead = record.deadClasses.isEmpty ? "" : ", dead output: " + record.deadClasses.joined(separator: ", ")
            return "\(scores)\(epoch)\(dead), \(TimeText.rough(.seconds(record.provenance.seconds)))"
        }
    }
}
