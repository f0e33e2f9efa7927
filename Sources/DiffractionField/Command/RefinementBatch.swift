internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ScientificFormats
internal import Synchronization

/// Refines patterns side by side, and hands out what was found in the order of the patterns.
struct RefinementBatch: Sendable {
    let refinery: PatternRefinery
    let recipe: RecipeName
    /// Where refinements begin.
    let start: SeriesStart
    let tasks: [PatternTask]
    let folder: RefinementFolder
    let parts: PatternFiles.Parts
    /// What the figure of all patterns shows them against.
    let series: SeriesAxis
    /// Where the instrument goes that is found.
    let savedInstrument: SavedInstrument?
    let interruption: Interruption

    /// How many failures are told one by one.
    private static let toldFailures = 20

    /// What a pattern leaves for the table and the terminal.
    private struct Report: Sendable {
        let rows: RefinementRows?
        let point: SeriesPoint?
        let text: String
        let failure: String?
        /// Why the result is none, and what to try.
        var notExplained: (why: String, advice: String)?
        var beganAtNeighbour = false
    }

    /// What is common to all workers.
    private struct State {
        /// What is done and waits for a pattern before it.
        var waiting: [Int: Report] = [:]
        var next = 0
        var done = 0
        var failures: [(index: Int, reason: String)] = []
        /// The patterns whose results are none, and what to try.
        var notExplained: [(index: Int, why: String, advice: String)] = []
        var series: [SeriesPoint] = []
        var trouble: (any Error)?
        /// How many began at the one before.
        var beganAtNeighbour = 0
    }

    /// The names of all phases that any pattern is asked for, in the order in which they come up.
    private func phaseNames() -> [String] {
        var (names, selections) = (DistinctNames(), Set<Int>())
        for task in tasks where selections.insert(task.phases.number).inserted { names.add(task.phases.names) }
        return names.all
    }

    /// Refines all patterns.
    ///
    /// - Throws: An exit code where a pattern failed or was not explained, or the work was interrupted, and what the file system answers.
    func refine(workers: Int) throws {
        let phases = phaseNames()
        let hasStandard = tasks.contains { $0.standard != nil }
        let wide = WideTable(phases: phases, hasStandard: hasStandard)
        let tables = RefinementTables(folder: folder, wide: wide, hasStandard: hasStandard)
        let row = RefinementRow(phases: phases, patterns: folder.names)
        if tasks.count > 1 { Console.print(row.header()) }
        let state = Mutex(State())
        WorkerPool.forEach(Array(stride(from: 0, to: tasks.count, by: start.rowLength)), workers: workers) { first in
            var neighbour: RefinementEnding?
            for index in first..<min(first + start.rowLength, tasks.count) {
                guard !interruption.isRequested, state.withLock({ $0.trouble == nil }) else { return }
                let report = report(index, after: &neighbour, row, wide, tables)
                state.withLock { state in
                    state.waiting[index] = report
                    while let ready = state.waiting.removeValue(forKey: state.next) {
                        handOut(ready, state.next, &state, tables)
                        state.next += 1
                    }
                }
            }
        }
        // Of an interrupted call, what waits for a pattern that was not begun.
        state.withLock { state in
            for (index, report) in state.waiting.sorted(by: { $0.key < $1.key }) {
                handOut(report, index, &state, tables)
            }
        }
        try finish(state.withLock { $0 }, phases, hasResults: tables.isBegun)
    }

    private func handOut(_ report: Report, _ index: Int, _ state: inout State, _ tables: RefinementTables) {
        do {
            if let rows = report.rows { try tables.append(rows) }
        } catch {
            state.trouble = error
        }
        Console.print(report.text)
        if let failure = report.failure { state.failures.append((index, failure)) }
        if let (why, advice) = report.notExplained { state.notExplained.append((index, why, advice)) }
        if let point = report.point { state.series.append(point) }
        state.done += 1
        state.beganAtNeighbour += report.beganAtNeighbour ? 1 : 0
    }

    /// Refines a pattern, after a neighbour if there is one, and makes it the neighbour of the next one.
    ///
    /// A pattern that fails, does not converge or is not explained leaves the neighbour as it was.
    private func report(
        _ index: Int, after neighbour: inout RefinementEnding?, _ row: RefinementRow, _ wide: WideTable,
        _ tables: RefinementTables
    ) -> Report {
        let (path, name) = (tasks[index].path, folder.names[index])
        do {
            let pattern = try refinery.refine(tasks[index], after: neighbour)
            try tables.begin()
            try PatternFiles(pattern: pattern, recipe: recipe, name: name).write(into: folder, parts: parts)
            try savedInstrument?.write(pattern)
            let absolute = pattern.amounts.map { AbsoluteTable(pattern: pattern, amounts: $0) }
            let text =
                tasks.count > 1
                ? row.line(name, pattern)
                : RefinementText(pattern: pattern, recipe: recipe).text() + (absolute.map { "\n" + $0.text() } ?? "")
            let verdict = pattern.result.verdict
            if pattern.result.isConverged, verdict.grade != .notExplained { neighbour = pattern.result.ending }
            return Report(
                rows: RefinementRows(
                    fractions: pattern.result.tableLines(pattern: path), wide: wide.row(pattern),
                    absolute: absolute?.rows() ?? ""),
                point: SeriesPoint(pattern, place: series.places[index], phases: wide.phases), text: text, failure: nil,
                notExplained: verdict.grade == .notExplained ? (verdict.why, verdict.whatToTry) : nil,
                beganAtNeighbour: pattern.result.beganAtNeighbour)
        } catch {
            // A file's own error begins with its name.
            let reason = "\(Wording(of: error))"
            let told = reason.hasPrefix(path) ? reason : "\(path): \(reason)"
            return Report(rows: nil, point: nil, text: row.failure(name), failure: told)
        }
    }

    private func finish(_ state: State, _ phases: [String], hasResults: Bool) throws {
        if let trouble = state.trouble { throw trouble }
        // Without results there is no table of failures, and all of them are told.
        let told = hasResults ? Self.toldFailures : .max
        for failure in state.failures.prefix(told) { Console.complain("failed: \(failure.reason)") }
        if hasResults { try writeWhole(state, phases) }
        let untold = state.failures.count - told
        if untold > 0 { Console.complain("failed: \(untold) more, which failures.csv names") }
        tell(notExplained: state.notExplained)
        let written = state.done - state.failures.count
        let place = "'\(folder.results.path)'"
        Console.inform(
            hasResults
                ? "wrote \(written) of \(tasks.count) results into \(place)"
                    + (folder.results.isReplaced ? ", in place of earlier ones" : "")
                : "there is no result, and \(place) is as it was")
        if start == .neighbours, written > 0 {
            Console.inform(
                "\(state.beganAtNeighbour) of \(written) began at the pattern before, the others at the recipe's beginning"
            )
        }
        if let savedInstrument, written > 0 { Console.inform("wrote the instrument into '\(savedInstrument.path)'") }
        // Also where it was asked for while the last figure was drawn.
        if interruption.isRequested {
            Console.complain(
                "stopped: \(state.done) of \(tasks.count) patterns are done, and their results are kept")
            throw ExitCode(interruption.status)
        }
        if !state.failures.isEmpty || !state.notExplained.isEmpty { throw ExitCode.failure }
    }

    /// Says which results are none and why, and what to try; the table names all of them.
    private func tell(notExplained: [(index: Int, why: String, advice: String)]) {
        for pattern in notExplained.prefix(Self.toldFailures) {
            Console.complain("not explained: \(tasks[pattern.index].path): \(pattern.why)")
        }
        let untold = notExplained.count - Self.toldFailures
        if untold > 0 { Console.complain("not explained: \(untold) more, which \(RefinementFolder.tableName) names") }
        if let first = notExplained.first { Console.inform("note: try \(first.advice)") }
    }

    /// Writes what tells of all patterns when they are done.
    private func writeWhole(_ state: State, _ phases: [String]) throws {
        if !state.failures.isEmpty {
            let lines = state.failures.map { index, reason in
                CSV.line([
                    tasks[index].path, reason,
                    folder.hasResults(folder.names[index]) ? "earlier ones are kept" : "none",
                ])
            }
            try folder.write(failures: CSV.line(["pattern", "reason", "results"]) + lines.joined())
        }
        if parts.figures != nil, state.series.count > 1 {
            try folder.write(series: .series(state.series, phases: phases, axis: series.label))
        }
    }
}
