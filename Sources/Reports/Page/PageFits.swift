internal import Experiments
internal import Foundation
internal import ProportionInference
internal import ScientificFormats

/// Measured patterns and what refinements calculate for them, as the page of one's own computer shows them.
struct PageFits {
    let title: String
    let experiment: String
    /// What the script reads.
    let contents: String

    private struct Contents: Encodable {
        let patterns: [Pattern]
        let methods: [String]
    }

    private struct Pattern: Encodable {
        let name: String
        let x: [Double]
        let measured: [Double]
        /// One curve a method.
        let calculated: [[Double]]

        /// A pattern with its fits, one a method, at the positions that all of them have: a method may refine a part of it.
        init(_ name: String, fits: [MethodResult.Fit]) {
            let common = fits.reduce(into: Set(fits[0].positions)) { $0.formIntersection($1.positions) }
            func shared(_ curve: (MethodResult.Fit) -> [Double], of fit: MethodResult.Fit) -> [Double] {
                zip(fit.positions, curve(fit)).filter { common.contains($0.0) }.map { Self.short($0.1) }
            }
            self.name = name
            x = shared(\.positions, of: fits[0])
            measured = shared(\.measured, of: fits[0])
            calculated = fits.map { shared(\.calculated, of: $0) }
        }

        /// A number with five digits, which is fine enough for the eye.
        private static func short(_ value: Double) -> Double { Double(String(format: "%.5g", value)) ?? value }
    }

    /// Reads the fits of an experiment; nothing where its runs left none, or they are not here.
    ///
    /// - Throws: A `FormatError` where a file is damaged, or is of other samples than its record.
    init?(of results: ExperimentResults) throws {
        let shown = results.methods.compactMap(results.representative).compactMap { record in
            results.fitsPath(of: record).map { (record: record, path: $0) }
        }
        guard let first = shown.first else { return nil }
        let names = first.record.explainedSamples
        let fits = try shown.map { record, path in
            let fits = try FitsFile.read(path: path)
            guard record.explainedSamples == names, fits.count == names.count else {
                throw FormatError(
                    file: path, reason: "has \(fits.count) fits, and \(names.count) samples are named")
            }
            return fits
        }
        title = results.spec.title
        experiment = results.spec.name
        let patterns = names.indices.map { index in Pattern(names[index], fits: fits.map { $0[index] }) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(Contents(patterns: patterns, methods: shown.map(\.record.methodTitle)))
        contents = String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
    }
}

extension RunRecord {
    /// The names of the samples that fits are of: those of the predictions, part by part.
    fileprivate var explainedSamples: [String] {
        tests.flatMap { $0.samples ?? [] } + (inferences ?? []).flatMap(\.samples)
    }
}

extension ExperimentResults {
    /// Where the fits of a run lie; nothing where it left none, or they are not here.
    fileprivate func fitsPath(of record: RunRecord) -> String? {
        record.fits.map { folder(of: record) + "/" + $0.file }.flatMap {
            FileManager.default.fileExists(atPath: $0) ? $0 : nil
        }
    }
}
