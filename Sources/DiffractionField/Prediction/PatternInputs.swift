internal import ArgumentParser
internal import Commands
internal import NumericalMethods
internal import PowderDiffraction
internal import ScientificFormats

/// The patterns that a model is applied to, read as they are asked for.
struct PatternInputs: Sendable {
    /// A pattern on the grid of a model.
    struct Pattern {
        let name: String
        let pattern: ResampledPattern
        /// The pattern as it was measured; nothing where it came on the grid already.
        let scan: PowderScan?
        /// Whether the intensities are no counts, have no uncertainties, and were taken to be counts.
        let isTakenForCounts: Bool
        /// What is to be said of how it was read.
        let remarks: [String]
    }

    /// What the command line names, and how many patterns it holds.
    private enum Source: Sendable {
        case pattern(String, PatternSources)
        case rows(Range<Int>, of: NPYRows, file: String)

        var count: Int {
            switch self {
            case .pattern: 1
            case .rows(let rows, _, _): rows.count
            }
        }
    }

    /// The number of patterns.
    let count: Int
    /// What is to be said of files that were left out.
    let notes: [String]
    private let sources: [Source]
    /// The first pattern of each source.
    private let starts: [Int]
    private let samples: PatternSamples
    private let columns: [PowderColumn]?

    /// Looks at the inputs.
    ///
    /// - Parameters:
    ///   - arguments: Files of patterns, and `.npy` files with a pattern on the model's grid in each row, or `FILE.npy#7` for
    ///     one of these rows. The patterns have the order of the arguments.
    ///   - samples: What the model takes.
    ///   - columns: What people say of the columns of a text.
    /// - Throws: `FormatError` where a file cannot be read, or its rows are no patterns on the grid.
    init(_ arguments: [String], samples: PatternSamples, columns: [PowderColumn]?) throws {
        var (sources, notes) = ([Source](), [String]())
        var arrays: [String: NPYRows] = [:]
        var remaining = arguments[...]
        while let argument = remaining.first {
            guard let (file, row) = Self.array(argument) else {
                let own = remaining.prefix { Self.array($0) == nil }
                let files = try PatternSources(arguments: Array(own))
                sources += files.names.map { .pattern($0, files) }
                notes += files.notes
                remaining = remaining.dropFirst(own.count)
                continue
            }
            let rows = try arrays[file] ?? Self.rows(file, for: samples)
            arrays[file] = rows
            if let row, row >= rows.count {
                throw ValidationError("'\(file)' has \(rows.count) patterns, counted from 0, and no \(row)")
            }
            sources.append(.rows(row.map { $0..<$0 + 1 } ?? 0..<rows.count, of: rows, file: file))
            remaining = remaining.dropFirst()
        }
        self.sources = sources
        self.notes = notes
        var (starts, count) = ([Int](), 0)
        for source in self.sources {
            starts.append(count)
            count += source.count
        }
        self.starts = starts
        self.count = count
        self.samples = samples
        self.columns = columns
    }

    /// The `.npy` file that an argument names, and the row where it names one.
    private static func array(_ argument: String) -> (file: String, row: Int?)? {
        if argument.hasSuffix(".npy") { return (argument, nil) }
        return PatternSources.parts(argument).flatMap { file, row in file.hasSuffix(".npy") ? (file, row) : nil }
    }

    private static func rows(_ file: String, for samples: PatternSamples) throws -> NPYRows {
        let rows = try NPYRows(path: file)
        guard rows.columns == samples.grid.count else {
            throw FormatError(
                file: file,
                reason: "has \(rows.columns) numbers a row, and the model takes \(samples.grid.count), "
                    + samples.gridWords)
        }
        return rows
    }

    /// The runs of patterns that are best read together, of at most so many.
    func blocks(of size: Int) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        for start in stride(from: 0, to: count, by: size) { blocks.append(start..<min(start + size, count)) }
        return blocks
    }

    /// Reads some patterns, each by itself, so that a bad one does not stop the others.
    func read(_ range: Range<Int>) -> [Result<Pattern, any Error>] {
        var patterns: [Result<Pattern, any Error>] = []
        patterns.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let place = starts.partitioningIndex { $0 > index } - 1
            switch sources[place] {
            case .pattern(let name, let files):
                patterns.append(Result { try scan(name, in: files) })
                index += 1
            case .rows(let all, let rows, let file):
                let own = all.dropFirst(index - starts[place]).prefix(range.upperBound - index)
                patterns += read(own, of: rows, file: file)
                index += own.count
            }
        }
        return patterns
    }

    private func scan(_ name: String, in files: PatternSources) throws -> Pattern {
        let scan = try files.scan(
            name, as: PowderReading(columns: columns, wavelength: samples.tube.kAlpha1))
        try samples.tube.check(scan, path: name, says: "the model")
        guard scan.intensities.contains(where: { $0 > 0 }) else {
            throw FormatError(file: name, reason: "no intensity above zero")
        }
        return try pattern(scan, name: name)
    }

    /// Brings a pattern to the grid of the model.
    private func pattern(_ scan: PowderScan, name: String) throws -> Pattern {
        let pattern: ResampledPattern
        do {
            pattern = try PatternResampling.resample(scan, to: samples.grid, path: name)
        } catch let error as FormatError {
            throw FormatError(
                file: name,
                reason: "\(error.reason); the model takes \(samples.gridWords). 'rietveld' takes patterns as they are")
        }
        return Pattern(
            name: name, pattern: pattern, scan: scan, isTakenForCounts: !scan.mayBeCounts, remarks: scan.remarks)
    }

    private func read(_ range: Range<Int>, of rows: NPYRows, file: String) -> [Result<Pattern, any Error>] {
        do {
            let values = try rows.values(range)
            return range.enumerated().map { offset, row in
                let intensities = Array(values[offset * rows.columns..<(offset + 1) * rows.columns])
                return Result { try pattern(ofRow: intensities, name: "\(file)#\(row)") }
            }
        } catch {
            return range.map { _ in .failure(error) }
        }
    }

    /// A row of an array, whose points that are not numbers were not measured.
    ///
    /// - Throws: `FormatError` where the row is no pattern, or such points make a gap.
    private func pattern(ofRow intensities: [Double], name: String) throws -> Pattern {
        let grid = samples.grid
        if let point = intensities.firstIndex(where: \.isInfinite) {
            throw FormatError(
                file: name, reason: "an infinite intensity at \(NumberText.rounded(grid[point])) degrees")
        }
        let measured = intensities.indices.filter { !intensities[$0].isNaN }
        guard measured.count >= 2, measured.contains(where: { intensities[$0] > 0 }) else {
            throw FormatError(file: name, reason: "no intensity above zero")
        }
        guard measured.count < intensities.count else {
            let pattern = ResampledPattern(counts: intensities, variances: nil)
            let isWhole = intensities.allSatisfy { $0 == $0.rounded() }
            return Pattern(name: name, pattern: pattern, scan: nil, isTakenForCounts: !isWhole, remarks: [])
        }
        let scan = PowderScan(
            twoTheta: measured.map { grid[$0] }, intensities: measured.map { intensities[$0] },
            remarks: [
                "points without an intensity (nan) that were left out: \(intensities.count - measured.count)"
            ])
        return try pattern(scan, name: name)
    }
}

extension PowderScan {
    /// Whether the uncertainties of the intensities are known, or follow as they may be counts: whole numbers.
    fileprivate var mayBeCounts: Bool {
        uncertainties != nil || quantity == .counts || intensities.allSatisfy { $0 == $0.rounded() }
    }
}

extension PatternSamples {
    /// The grid in words.
    var gridWords: String {
        "\(grid.count) points from \(PlainText.number(grid.first)) to \(PlainText.number(grid.last)) degrees, in steps of "
            + PlainText.number(grid.step)
    }
}
