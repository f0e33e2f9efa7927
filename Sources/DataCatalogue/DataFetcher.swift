import Foundation
import ScientificFormats

/// Downloads the files of datasets, and puts in place only what is verified.
///
/// A file is downloaded to `NAME.part` beside its destination, and renamed once its git blob id is the one that is
/// expected. A download that breaks off leaves the part, from which the next one continues; a part that turns out to
/// be wrong is deleted.
public struct DataFetcher: Sendable {
    private let location: DataLocation
    private let limits: TransferLimits
    private let report: @Sendable (String) -> Void

    /// Makes a fetcher.
    ///
    /// - Parameters:
    ///   - location: Where data are looked for; the first folder takes what is fetched.
    ///   - limits: How patient to be.
    ///   - report: Called with each line of progress.
    public init(
        location: DataLocation, limits: TransferLimits = TransferLimits(), report: @escaping @Sendable (String) -> Void
    ) {
        self.location = location
        self.limits = limits
        self.report = report
    }

    /// Fetches the files of a dataset that are not there yet.
    ///
    /// - Throws: ``FetchFailure`` with every file that could not be had, after all were tried.
    public func fetch(_ entry: DatasetEntry) throws(FetchFailure) {
        let failures = entry.files.compactMap { file in
            let download = FileDownload(file: file, location: location, limits: limits, report: report)
            let reasons = download.run()
            return reasons.isEmpty
                ? nil
                : FetchFailure.File(file: file, reasons: reasons, destination: location.destination(of: file))
        }
        guard failures.isEmpty else {
            throw FetchFailure(dataset: entry.name, files: failures, homepage: entry.homepage, byHand: entry.byHand)
        }
    }
}
