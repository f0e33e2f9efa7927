internal import Experiments
internal import Foundation
internal import ProportionInference
internal import ScientificFormats

/// What refinements calculate for measured patterns, small enough for a page.
///
/// The file that lies beside the page holds ``shownCount`` of the patterns, and no measured count: these are data of others. The page of
/// one's own computer has them, too, and all patterns.
struct CalculatedCurves: Codable {
    /// The run of a method.
    struct Method: Codable {
        let title: String
        let run: Int
        /// The SHA-256 of its fits, by which the page knows whether its records are of the same run.
        let fits: String
    }

    /// A pattern with a curve for each method, at the positions that all of them have: a method may refine a part of it.
    struct Pattern: Codable {
        let name: String
        let x: [Double]
        let measured: [Double]?
        let calculated: [[Double]]
    }

    /// So many patterns lie beside the page, evenly taken from all of them.
    static let shownCount = 4

    let methods: [Method]
    let patterns: [Pattern]
    /// The number of patterns that there are.
    let patternCount: Int

    /// The file that holds the curves of an experiment.
    static func file(of experiment: String) -> String { "fits-\(experiment).json" }

    /// Reads the fits of the runs that tables show; nothing where they left none, or the fits are not here.
    ///
    /// - Parameters:
    ///   - results: The records.
    ///   - showsMeasured: Whether all patterns are wanted, with what was measured.
    /// - Throws: A `FormatError` where a file is damaged, or is of other samples than its record.
    init?(of results: ExperimentResults, showsMeasured: Bool) throws {
        let shown = results.methods.compactMap(results.representative).compactMap { record in
            results.fits(of: record).map { (record: record, path: $0.path, sha256: $0.sha256) }
        }
        guard let first = shown.first else { return nil }
        let names = first.record.explainedSamples
        let fits = try shown.map { record, path, sha256 in
            guard try ContentDigest.sha256(ofFile: path) == sha256 else {
                throw FormatError(file: path, reason: "is not the one that its record names")
            }
            let fits = try FitsFile.read(path: path)
            guard record.explainedSamples == names, fits.count == names.count else {
                throw FormatError(
                    file: path, reason: "has \(fits.count) fits, and \(names.count) samples are named")
            }
            return fits
        }
        methods = shown.map { Method(title: $0.record.methodTitle, run: $0.record.run, fits: $0.sha256) }
        patternCount = names.count
        let wanted =
            showsMeasured || names.count <= Self.shownCount
            ? Array(names.indices) : (0..<Self.shownCount).map { $0 * names.count / Self.shownCount }
        patterns = wanted.map { index in
            Pattern(names[index], fits: fits.map { $0[index] }, showsMeasured: showsMeasured)
        }
    }

    /// The curves in a file beside the page.
    ///
    /// - Throws: A `FormatError` where it is damaged.
    init(_ bytes: [UInt8], path: String) throws {
        self = try PageFile.decode(Self.self, bytes, path: path)
    }

    /// Whether all curves are of runs with these records.
    func isOf(_ records: [RunRecord]) -> Bool {
        let known = Set(records.compactMap(\.fits?.sha256))
        return methods.allSatisfy { known.contains($0.fits) }
    }
}

extension CalculatedCurves.Pattern {
    fileprivate init(_ name: String, fits: [MethodResult.Fit], showsMeasured: Bool) {
        let common = fits.reduce(into: Set(fits[0].positions)) { $0.formIntersection($1.positions) }
        // Enough for the eye; differences need more.
        let digits = showsMeasured ? 5 : 3
        func shared(
            _ curve: (MethodResult.Fit) -> [Double], of fit: MethodResult.Fit, digits: Int
        ) -> [Double] {
            zip(fit.positions, curve(fit)).filter { common.contains($0.0) }.map { Self.short($0.1, digits: digits) }
        }
        self.init(
            name: name, x: shared(\.positions, of: fits[0], digits: 5),
            measured: showsMeasured ? shared(\.measured, of: fits[0], digits: digits) : nil,
            calculated: fits.map { shared(\.calculated, of: $0, digits: digits) })
    }

    /// A number with some significant digits.
    private static func short(_ value: Double, digits: Int) -> Double {
        Double(String(format: "%.\(digits)g", value)) ?? value
    }
}

extension RunRecord {
    /// The names of the samples that fits are of: those of the predictions, part by part.
    fileprivate var explainedSamples: [String] {
        tests.flatMap { $0.samples ?? [] } + (inferences ?? []).flatMap(\.samples)
    }
}

extension ExperimentResults {
    /// Where the fits of a run lie, and their SHA-256; nothing where it left none, or they are not here.
    fileprivate func fits(of record: RunRecord) -> (path: String, sha256: String)? {
        record.fits.map { (folder(of: record) + "/" + $0.file, $0.sha256) }.flatMap {
            FileManager.default.fileExists(atPath: $0.0) ? $0 : nil
        }
    }

    /// Writes the calculated curves of the runs that tables show, where these left some that are here.
    ///
    /// - Parameters:
    ///   - staged: Where they are written.
    ///   - folder: The folder that they go into.
    ///   - summary: Gets what was written and what was not.
    /// - Throws: Where they cannot be written.
    func writeCurves(by staged: StagedFolder, into folder: String, summary: inout Report.Summary) throws {
        let file = CalculatedCurves.file(of: spec.name)
        do {
            guard let curves = try CalculatedCurves(of: self, showsMeasured: false) else { return }
            try staged.write(file, PageFile.encode(curves))
            summary.written.append("\(folder)/\(file)")
        } catch let error as FormatError {
            summary.notes.append("\(file) left as it is: \(Wording(of: error)); './reproduce' makes it")
        }
    }
}
