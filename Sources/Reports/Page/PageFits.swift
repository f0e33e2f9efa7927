internal import Experiments

/// What refinements calculate for measured patterns, as the page shows it.
struct PageFits {
    let title: String
    let experiment: String
    /// What the script reads.
    let contents: String
    /// Why there is nothing to show, where that is so.
    let reason: String?
    /// How many patterns are shown, of how many: `4 of 24 patterns`.
    let patterns: String

    private struct Contents: Encodable {
        let patterns: [CalculatedCurves.Pattern]
        let methods: [String]
    }

    /// Finds the curves of an experiment; nothing where there are none.
    ///
    /// - Parameters:
    ///   - results: The records.
    ///   - showsTruth: Whether measured counts are shown, which are data of others; they need the fits that runs left.
    ///   - file: Finds the bytes of a file beside the page.
    /// - Throws: A `FormatError` where a file is damaged, or is of other samples than its record.
    init?(of results: ExperimentResults, showsTruth: Bool, file: (String) -> [UInt8]?) throws {
        let found: CalculatedCurves?
        if showsTruth {
            found = try CalculatedCurves(of: results, showsMeasured: true)
        } else {
            let name = CalculatedCurves.file(of: results.spec.name)
            found = try file(name).map { try CalculatedCurves($0, path: name) }
        }
        guard let curves = found else { return nil }
        title = results.spec.title
        experiment = results.spec.name
        patterns = "\(curves.patterns.count) of \(curves.patternCount) patterns"
        guard curves.isOf(results.records) else {
            (contents, reason) = ("", "Its curves are of other runs than these; ./reproduce makes them again.")
            return
        }
        reason = nil
        contents = try PageFile.script(Contents(patterns: curves.patterns, methods: curves.methods.map(\.title)))
    }
}
