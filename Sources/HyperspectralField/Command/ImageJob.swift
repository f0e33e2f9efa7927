internal import Commands
internal import Experiments
internal import Foundation

/// Work on a whole image, block by block, that ends with a report.
protocol ImageJob {
    associatedtype Report: ImageReport

    /// Carries the work out.
    ///
    /// - Parameters:
    ///   - folder: The folder of what is written meanwhile.
    ///   - workers: How many threads work at a time.
    ///   - interruption: What asks the work to end early.
    /// - Returns: What was found.
    /// - Throws: Where the image cannot be read or a file not be written, and `CancellationError` where the work was asked to
    ///   end.
    func carryOut(into folder: String, workers: Int, interruption: Interruption) throws -> Report
}

/// What work on an image found.
protocol ImageReport {
    /// Writes its files, maps with georeferencing as GeoTIFF, too, where that is asked for.
    func write(into folder: String, asGeoTIFF: Bool) throws
}

extension ImageJob {
    /// Carries the work out, and leaves its files in a folder: all of them, or none.
    ///
    /// - Parameters:
    ///   - names: The names of the files.
    ///   - folder: The folder.
    ///   - workers: How many threads work at a time; nothing stands for one for every core.
    ///   - asGeoTIFF: Whether maps are written as GeoTIFF, too.
    /// - Returns: What was found.
    /// - Throws: Where the work fails, or the files cannot be written.
    func leaveResults(_ names: [String], in folder: ResultFolder, workers: Int?, asGeoTIFF: Bool) throws -> Report {
        let interruption = Interruption()
        interruption.listen()
        return try folder.makeAndWrite(names, until: interruption) { folder in
            let report = try carryOut(
                into: folder, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount,
                interruption: interruption)
            try report.write(into: folder, asGeoTIFF: asGeoTIFF)
            return report
        }
    }
}
