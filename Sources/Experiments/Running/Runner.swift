internal import Foundation
internal import ProportionInference
internal import NumericalMethods
internal import ScientificFormats
internal import Synchronization

/// Carries out what a plan asks for and the results do not hold yet.
public struct Runner: Sendable {
    /// Where results go.
    public let store: ResultsStore
    /// How many runs go on at a time, and how many threads make a dataset.
    ///
    /// Where there are fewer runs to do, each may use several threads.
    public let workers: Int
    /// Where what is slow to make of datasets is kept; nothing is kept where there is no such folder.
    public let cacheFolder: String?
    /// Says when to stop.
    public let interruption: Interruption
    /// Shows how things go.
    public let progress: ProgressBoard
    /// The machine and the program, as records name them.
    public let environment: RunEnvironment
    /// The command that asked for the runs, as records name it.
    public let command: String?

    /// Makes a runner.
    public init(
        store: ResultsStore, workers: Int, cacheFolder: String? = nil, interruption: Interruption,
        progress: ProgressBoard, environment: RunEnvironment = .current(), command: String? = nil
    ) {
        self.environment = environment
        self.command = command
        self.store = store
        self.workers = workers
        self.cacheFolder = cacheFolder
        self.interruption = interruption
        self.progress = progress
    }

    /// How an experiment went.
    public struct Summary: Sendable {
        /// The number of runs that were finished before.
        public var reused = 0
        /// The number of runs that were carried out now.
        public var completed = 0
        /// What went wrong: runs that diverged or failed, and why.
        public var troubles: [String] = []
        /// Whether a stop was asked for before all was done.
        public var interrupted = false
    }

    /// Carries out an experiment.
    ///
    /// A run that fails does not stop the others. Every run is stored as soon as it is finished. A stop also
    /// ends the making of the dataset.
    ///
    /// - Parameter plan: The experiment.
    /// - Returns: How it went.
    /// - Throws: Where the dataset cannot be made ready, or its facts cannot be stored.
    public func carryOut(_ plan: ExperimentPlan) throws -> Summary {
        store.removeLeftOvers(experiment: plan.spec.name, edition: plan.edition)
        var summary = Summary()
        var pending: [RunPlan] = []
        let factsFolder = store.datasetFolder(experiment: plan.spec.name, edition: plan.edition)
        // The digests that the facts may have: those that records name.
        var expected: Set<String> = []
        for run in plan.runs {
            switch store.state(of: run) {
            case .done(let record):
                summary.reused += 1
                expected.formUnion([record.facts].compactMap(\.self))
                if let trouble = record.trouble { summary.troubles.append("\(run.place.label): \(trouble)") }
            case .missing, .stale: pending.append(run)
            }
        }
        // Where no record names any, what is there says which samples belong to it.
        if expected.isEmpty { expected = DatasetFacts.recordedDigests(for: plan, folder: factsFolder) }
        let stored = try DatasetFacts.stored(for: plan, folder: factsFolder)?.digest()
        let isStored = stored.map { expected.isEmpty || expected.contains($0) } ?? false
        guard !pending.isEmpty || !isStored else { return summary }
        if plan.isLeftOut {
            // What was run while the data was there stays as it is.
            let hasRecords = !store.records(experiment: plan.spec.name, edition: plan.edition).records.isEmpty
            if !hasRecords { try DatasetFacts(of: nil, plan: plan).store(beside: nil, folder: factsFolder) }
            return summary
        }
        let dataset: PreparedDataset
        let facts: DatasetFacts
        do {
            (dataset, facts) = try prepare(plan, expecting: expected)
        } catch is CancellationError {
            summary.interrupted = true
            return summary
        }
        let factsDigest = try facts.digest()
        if stored != factsDigest { try facts.store(beside: dataset, folder: factsFolder) }
        guard !pending.isEmpty else { return summary }
        let input = dataset.methodInput
        let timings = progress.isShown ? timings(of: pending, plan: plan, input: input) : nil
        progress.begin(
            plan: plan, dataset: dataset, pending: pending, reused: summary.reused, timeLeft: timings?.timeLeft)
        defer { progress.end() }

        let results = Mutex(summary)
        let threads = RunTimings.threads(runs: pending.count, workers: workers)
        WorkerPool.forEach(pending, workers: workers) { run in
            guard !interruption.isRequested else { return results.withLock { $0.interrupted = true } }
            let ending = carryOut(
                run, of: plan, on: dataset, seenAs: input, facts: factsDigest, threads: threads)
            progress.finished(run, ending)
            results.withLock { summary in
                switch ending {
                case .stored(let record):
                    summary.completed += 1
                    if let trouble = record.trouble { summary.troubles.append("\(run.place.label): \(trouble)") }
                case .notStored(let reason): summary.troubles.append("\(run.place.label): \(reason)")
                case .interrupted: summary.interrupted = true
                }
            }
        }
        return results.withLock { $0 }
    }

    /// How long the runs will take; nothing where that cannot be found out, which is no reason not to run them.
    private func timings(of pending: [RunPlan], plan: ExperimentPlan, input: MethodInput) -> RunTimings? {
        let options = PreparationOptions(
            trainingShare: plan.effort.trainingShare, cacheFolder: cacheFolder, monitor: RunMonitor(threads: workers))
        let specimen = try? plan.spec.dataset.specimen(of: plan.source, options: options)
        return try? RunTimings(of: pending, on: specimen ?? DatasetSpecimen(of: input), workers: workers)
    }

    /// Makes the dataset, without the cache where what comes with it is not what results were made from.
    func prepare(
        _ plan: ExperimentPlan, expecting expected: Set<String>
    ) throws -> (PreparedDataset, DatasetFacts) {
        let dataset = try prepare(plan, trustsCache: true)
        let facts = DatasetFacts(of: dataset, plan: plan)
        guard cacheFolder != nil, !expected.isEmpty, !expected.contains(try facts.digest()) else {
            return (dataset, facts)
        }
        progress.remark("the samples are not those of the results that are there; they are made without the cache")
        let again = try prepare(plan, trustsCache: false)
        return (again, DatasetFacts(of: again, plan: plan))
    }

    private func prepare(_ plan: ExperimentPlan, trustsCache: Bool) throws -> PreparedDataset {
        progress.preparing(plan)
        let options = PreparationOptions(
            trainingShare: plan.effort.trainingShare, cacheFolder: cacheFolder, trustsCache: trustsCache,
            monitor: RunMonitor(threads: workers, isCancelled: { interruption.isRequested }),
            remark: { progress.remark($0) })
        try options.monitor.checkCancellation()
        return try plan.spec.dataset.prepare(plan.source, options: options)
    }

    /// How one run ended.
    enum Ending: Sendable {
        case stored(RunRecord)
        case notStored(String)
        case interrupted
    }

    private func carryOut(
        _ run: RunPlan, of plan: ExperimentPlan, on dataset: PreparedDataset, seenAs input: MethodInput,
        facts: String, threads: Int
    ) -> Ending {
        let started = Date()
        progress.started(run)
        let result: Result<MethodResult, any Error>
        do {
            let monitor = RunMonitor(
                threads: threads, report: { progress.advanced(run, $0) }, isCancelled: { interruption.isRequested })
            result = .success(try run.method.run(on: input, seed: run.seed, monitor: monitor))
        } catch is CancellationError {
            return .interrupted
        } catch {
            result = .failure(error)
        }
        let writer = RecordWriter(
            plan: plan, run: run, dataset: dataset, facts: facts,
            provenance: .init(
                started: started.formatted(.iso8601), seconds: Date().timeIntervalSince(started),
                environment: environment, command: command))
        do {
            let (record, artifacts) = writer.record(of: result)
            try store.store(record, at: run.place, artifacts: artifacts)
            return .stored(record)
        } catch {
            return .notStored("\(Wording(of: error))")
        }
    }
}

extension RunRecord {
    /// What is to be said of a run that did not end well.
    public var trouble: String? {
        switch outcome {
        case .completed: nil
        case .diverged, .failed: "\(outcome.rawValue): \(reason ?? "no reason given")"
        }
    }
}
