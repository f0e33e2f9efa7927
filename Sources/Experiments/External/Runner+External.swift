internal import ScientificFormats

extension Runner {
    /// Makes the samples of an experiment ready, on which results made elsewhere can be scored.
    ///
    /// - Parameter plan: The experiment, whose data must be there.
    /// - Returns: What scores results.
    /// - Throws: Where the dataset cannot be made or its facts cannot be stored, and a `FormatError` where its samples are
    ///   not those of the results that are there.
    public func scoring(of plan: ExperimentPlan) throws -> ExternalScoring {
        let folder = store.datasetFolder(experiment: plan.spec.name, edition: plan.edition)
        let expected = DatasetFacts.recordedDigests(for: plan, folder: folder)
        let (dataset, facts) = try prepare(plan, expecting: expected)
        let digest = try facts.digest()
        if expected.isEmpty {
            try facts.store(beside: dataset, folder: folder)
        } else if !expected.contains(digest) {
            throw FormatError(
                file: folder,
                reason: "is of other samples than those that are made here, so that nothing could be compared; "
                    + "'proportions run' makes the results anew")
        }
        return ExternalScoring(
            plan: plan, dataset: dataset, facts: digest, store: store, environment: environment, command: command)
    }
}
