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
    let patterns: [String]
    let folder: RefinementFolder
    let drawsFigures: Bool
    let interruption: Interruption

    /// How many failures are told one by one.
    private static let toldFailures = 20

    /// What a pattern leaves for the table and the terminal.
    private struct Report: Sendable {
        let tableLines: String
        let text: String
        let failure: String?
    }

    /// What is common to all workers.
    private struct State {
        /// What is done and waits for a pattern before it.
        var waiting: [Int: Report] = [:]
        var next = 0
        var done = 0
        var failures: [(path: String, reason: String)] = []
        var trouble: (any Error)?
    }

    /// Refines all patterns.
    ///
    /// - Throws: An exit code where a pattern failed or the work was interrupted, and what the file system answers.
    func refine(workers: Int) throws {
        let table = try folder.begin()
        let row = RefinementRow(
            phases: (refinery.structures + refinery.impurities).map(\.name), patterns: folder.names)
        if patterns.count > 1 { Console.print(row.header()) }
        let state = Mutex(State())
        WorkerPool.forEach(Array(patterns.indices), workers: workers) { index in
            guard !interruption.isRequested, state.withLock({ $0.trouble == nil }) else { return }
            let report = report(index, row)
            state.withLock { state in
                state.waiting[index] = report
                while let ready = state.waiting.removeValue(forKey: state.next) {
                    handOut(ready, state.next, &state, table)
                    state.next += 1
                }
            }
        }
        // Of an interrupted call, what waits for a pattern that was not begun.
        state.withLock { state in
            for (index, report) in state.waiting.sorted(by: { $0.key < $1.key }) {
                handOut(report, index, &state, table)
            }
        }
        try finish(state.withLock { $0 })
    }

    private func handOut(
        _ report: Report, _ index: Int, _ state: inout State, _ table: TableFile
    ) {
        do {
            try table.append(report.tableLines)
        } catch {
            state.trouble = error
        }
        Console.print(report.text)
        if let failure = report.failure { state.failures.append((patterns[index], failure)) }
        state.done += 1
    }

    private func report(_ index: Int, _ row: RefinementRow) -> Report {
        let path = patterns[index]
        do {
            let pattern = try refinery.refine(path: path)
            try PatternFiles(pattern: pattern, refinery: refinery, recipe: recipe, name: folder.names[index])
                .write(into: folder, drawsFigures: drawsFigures)
            let text =
                patterns.count > 1
                ? row.line(folder.names[index], pattern) : RefinementText(pattern: pattern, recipe: recipe).text()
            return Report(tableLines: pattern.result.tableLines(pattern: path), text: text, failure: nil)
        } catch {
            // A file's own error begins with its name.
            let reason = "\(error)"
            let told = reason.hasPrefix(path) ? reason : "\(path): \(reason)"
            return Report(tableLines: "", text: row.failure(folder.names[index]), failure: told)
        }
    }

    private func finish(_ state: State) throws {
        if let trouble = state.trouble { throw trouble }
        for failure in state.failures.prefix(Self.toldFailures) { Console.complain("failed: \(failure.reason)") }
        if !state.failures.isEmpty {
            let lines = state.failures.map { CSV.line([$0.path, $0.reason]) }
            try folder.write(failures: CSV.line(["pattern", "reason"]) + lines.joined())
        }
        let untold = state.failures.count - Self.toldFailures
        if untold > 0 { Console.complain("failed: \(untold) more, which failures.csv names") }
        let written = state.done - state.failures.count
        Console.inform("wrote \(written) of \(patterns.count) results into '\(folder.results.path)'")
        if interruption.isRequested, state.done < patterns.count {
            Console.complain(
                "stopped: \(state.done) of \(patterns.count) patterns are done, and their results are kept")
            throw ExitCode(interruption.status)
        }
        if !state.failures.isEmpty { throw ExitCode.failure }
    }
}
