internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import ProportionInference
internal import Reports
internal import ScientificFormats

/// Where predictions go: a table that grows, and when all is done an array and a figure.
///
/// One thread uses it at a time.
final class PredictionResults: @unchecked Sendable {
    private let folder: ResultFolder
    private let table: PredictionTable
    private let calibration: Calibration?
    private let count: Int
    private let drawsFigure: Bool
    private let savesSamples: Bool

    private var file: TableFile?
    private var proportions: [Double] = []
    private var samples: [Float] = []
    private var shown: [PredictedPattern] = []
    private var failures: [String] = []
    private var grades: [RangeVerdict.Grade: Int] = [:]
    /// The patterns whose intensities were taken to be counts.
    private var takenForCounts = (count: 0, first: "")
    private var done = 0

    private static let tableName = "predictions.csv"
    private static let arrayName = "predictions.npy"
    private static let samplesName = "samples.npy"
    private static let figureName = "predictions"
    private static let figures = Figure.files(name: figureName)
    /// So many patterns have a line of their own on the terminal, and a bar in the figure.
    private static let largestShown = 60
    /// So many patterns are kept as the networks see them, all in memory.
    private static let mostSamples = 10_000
    /// How many failures are told one by one.
    private static let toldFailures = 20

    /// Looks at the folder, before anything is written.
    ///
    /// - Throws: A `ValidationError` where a result would take the place of a file that is read, and where the folder has
    ///   files that no such call has written.
    init(
        folder: String, inputs: [String], table: PredictionTable, calibration: Calibration?, count: Int,
        drawsFigure: Bool,
        savesSamples: Bool
    ) throws {
        guard !savesSamples || count <= Self.mostSamples else {
            throw ValidationError("--save-samples is for \(Self.mostSamples) patterns at most, and there are \(count)")
        }
        self.folder = try ResultFolder(
            path: folder, results: [Self.tableName, Self.arrayName, Self.samplesName] + Self.figures,
            mark: ResultFolder.Mark(Self.tableName, beginning: table.beginning),
            others: .refused(command: "predict MODEL PATTERN"), inputs: inputs)
        try self.folder.check()
        self.table = table
        self.calibration = calibration
        self.count = count
        self.drawsFigure = drawsFigure
        self.savesSamples = savesSamples
    }

    /// Whether every pattern is told by itself.
    private var tellsAll: Bool { count <= Self.largestShown }

    /// Adds what is known of the next patterns.
    func append(_ patterns: [Result<PredictedPattern, any Error>]) throws {
        var rows = ""
        for result in patterns {
            done += 1
            switch result {
            case .success(let pattern):
                rows += table.row(pattern)
                proportions += pattern.fractions
                if savesSamples { samples += pattern.sample }
                if pattern.isTakenForCounts {
                    takenForCounts = (
                        takenForCounts.count + 1, takenForCounts.count == 0 ? pattern.name : takenForCounts.first
                    )
                }
                if let verdict = pattern.verdict { grades[verdict.grade, default: 0] += 1 }
                guard tellsAll else { continue }
                shown.append(pattern)
                if count > 1 {
                    if shown.count == 1 {
                        Console.print(PredictionText.header(table.phases, isRefined: table.isRefined))
                    }
                    Console.print(PredictionText.line(pattern, phases: table.phases))
                } else {
                    Console.print(PredictionText.text(pattern, phases: table.phases, level: calibration?.level))
                }
            case .failure(let error):
                failures.append("\(Wording(of: error))")
                proportions += table.phases.map { _ in .nan }
            }
        }
        guard !rows.isEmpty else { return }
        try begin().append(rows)
    }

    private func begin() throws -> TableFile {
        if let file { return file }
        try folder.make()
        for name in [Self.arrayName, Self.samplesName] + Self.figures { folder.remove(name) }
        let made = try TableFile(URL(fileURLWithPath: folder.path + "/" + Self.tableName), header: table.header())
        file = made
        return made
    }

    /// What is to be said of intensities that are no counts, where uncertainties matter.
    private var countsNote: String? {
        guard takenForCounts.count > 0, table.isChecked || table.isRefined else { return nil }
        let more = takenForCounts.count - 1
        return takenForCounts.first + (more == 0 ? "" : " and \(more) other \(more == 1 ? "pattern" : "patterns")")
            + ": the intensities are no whole numbers, have no uncertainties, and were taken to be counts, which verdicts "
            + "go by; give the counts as they were measured, or a file with uncertainties in a third column"
    }

    /// Writes what tells of all patterns, and says how it went.
    ///
    /// - Parameter interruption: What asks for a stop.
    /// - Throws: An exit code where a pattern failed or is out of range, or the work was interrupted.
    func finish(asked interruption: Interruption) throws {
        for failure in failures.prefix(Self.toldFailures) { Console.complain("failed: \(failure)") }
        if failures.count > Self.toldFailures {
            Console.complain("failed: \(failures.count - Self.toldFailures) more, which have no row in the table")
        }
        if file != nil {
            try folder.write([Self.arrayName]) { path in
                try FileBytes.write(
                    NPYFile.encode(proportions, shape: [done, table.phases.count]), path: path + "/" + Self.arrayName)
            }
            if savesSamples {
                let rows = done - failures.count
                try folder.write([Self.samplesName]) { path in
                    try FileBytes.write(
                        NPYFile.encode(samples, shape: [rows, samples.count / max(rows, 1)]),
                        path: path + "/" + Self.samplesName)
                }
            }
            if drawsFigure, !shown.isEmpty {
                let figure = try Figure.predictions(shown, phases: table.phases)
                try folder.write(Self.figures) {
                    try figure.write(name: Self.figureName, into: URL(fileURLWithPath: $0))
                }
            }
        }
        if let note = countsNote { Console.inform("note: \(note)") }
        if let calibration, file != nil { Console.inform("note: \(calibration.guarantee)") }
        if count > 1, table.isChecked {
            Console.inform(
                RangeVerdict.Grade.allCases.map { "\(grades[$0] ?? 0) \($0.words)" }.joined(separator: ", "))
        }
        Console.inform(
            file == nil
                ? "there is no result, and '\(folder.path)' is as it was"
                : "wrote \(done - failures.count) of \(count) predictions into '\(folder.path)'"
                    + (folder.isReplaced ? ", in place of earlier ones" : ""))
        // Also where it was asked for while the figure was drawn.
        if interruption.isRequested {
            Console.complain("stopped: \(done) of \(count) patterns are done, and their predictions are kept")
            throw ExitCode(interruption.status)
        }
        if !failures.isEmpty || grades[.outOfRange] != nil { throw ExitCode.failure }
    }
}
