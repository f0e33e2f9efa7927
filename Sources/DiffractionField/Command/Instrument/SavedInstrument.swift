internal import ArgumentParser
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// Where the instrument goes that the refinement of a standard finds.
struct SavedInstrument: Sendable {
    let path: String

    /// Looks at the place, before anything is done.
    ///
    /// - Throws: A `ValidationError` where another file is there, or the call does not refine one instrument.
    init(path: String, patterns: [String], recipe: RecipeName) throws {
        guard patterns.count == 1 else {
            throw ValidationError(
                "--save-instrument refines the pattern of one standard, and \(patterns.count) are given")
        }
        guard recipe == .standard else {
            throw ValidationError("--save-instrument needs --recipe standard, which refines the instrument")
        }
        if FileManager.default.fileExists(atPath: path) {
            do {
                _ = try InstrumentFile.read(path: path)
            } catch {
                throw ValidationError("--save-instrument would replace '\(path)', which is no instrument")
            }
        }
        self.path = path
    }

    /// Writes the instrument of a result.
    ///
    /// - Throws: `FormatError` where the refinement did not converge, and what the file system answers.
    func write(_ pattern: RefinedPattern) throws {
        guard pattern.result.isConverged, let setting = pattern.result.setting else {
            throw FormatError(
                file: pattern.path, reason: "did not converge, so its instrument is not saved in '\(path)'")
        }
        try InstrumentFile(setting, origin: pattern.path).write(path: path)
    }
}
