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
    }

    /// Reads the fits of an experiment; nothing where its runs left none, or they are not here.
    ///
    /// - Throws: A `FormatError` where a file is damaged, or is of other samples than its record.
    init?(of results: ExperimentResults) throws {
        let shown = results.methods.compactMap(results.representative).filter { results.fitsPath(of: $0) != nil }
        guard let first = shown.first else { return nil }
        let names = first.explainedSamples
        let fits = try shown.map { record in
            let path = results.fitsPath(of: record) ?? ""
            let fits = try FitsFile.read(path: path)
            guard record.explainedSamples == names, fits.count == names.count else {
                throw FormatError(
                    file: path, reason: "has \(fits.count) fits, and \(names.count) samples are named")
            }
            return fits
        }
        title = results.spec.title
        experiment = results.spec.name
        let patterns = names.indices.map { index in
            Pattern(
                name: names[index], x: fits[0][index].positions.map(Self.short),
                measured: fits[0][index].measured.map(Self.short),
                calculated: fits.map { $0[index].calculated.map(Self.short) })
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(Contents(patterns: patterns, methods: shown.map(\.methodTitle)))
        contents = String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
    }

    /// A number to a hundredth, which is fine enough for the eye.
    private static func short(_ value: Double) -> Double { (100 * value).rounded() / 100 }
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
