public import ArgumentParser
internal import Foundation

/// How runs are carried out.
public struct WorkOptions: ParsableArguments {
    /// How many runs go on at a time, where the command line says it.
    @Option(name: .customLong("workers"), help: "How many runs go on at a time. (default: one for every core)")
    public var wantedWorkers: Int?

    /// The folder where what is slow to make is kept, where the command line says it.
    @Option(
        name: .customLong("cache"),
        help: ArgumentHelp(
            "The folder where simulated data is kept, to be made only once. (default: PROPORTIONS_CACHE, else '.cache')",
            valueName: "folder"))
    public var wantedCacheFolder: String?

    /// The folder where what is slow to make is kept.
    public var cacheFolder: String {
        let candidates = [wantedCacheFolder, ProcessInfo.processInfo.environment["PROPORTIONS_CACHE"]]
        return candidates.compactMap(\.self).first { !$0.isEmpty } ?? ".cache"
    }

    /// How many runs go on at a time, and how many threads make a dataset.
    public var workers: Int { wantedWorkers ?? ProcessInfo.processInfo.activeProcessorCount }

    /// Checks the number of workers.
    public func validate() throws {
        try OptionRange.check(wantedWorkers, in: OptionRange.workers, "--workers")
    }

    /// Makes the options; the parser fills them in.
    public init() {}
}
