internal import Foundation

extension ResultsStore {
    /// Removes results that were made elsewhere.
    ///
    /// - Parameters:
    ///   - title: Their name in tables.
    ///   - plan: The experiment.
    /// - Returns: How many runs were removed.
    /// - Throws: What the file system answers.
    public func removeExternal(titled title: String, of plan: ExperimentPlan) throws -> Int {
        let own = records(experiment: plan.spec.name, edition: plan.edition).records.filter {
            $0.isExternal && $0.methodTitle == title
        }
        for record in own { try FileManager.default.removeItem(atPath: path(of: record, edition: plan.edition)) }
        // The folder of the method goes, too, where nothing else is in it.
        if let first = own.first { rmdir("\(root)/\(plan.spec.name)/\(plan.edition)/\(first.method)") }
        return own.count
    }

    /// The names of methods whose results were made elsewhere, in the order of the alphabet; no record is read.
    public func externalMethods(experiment: String, edition: String) -> [String] {
        Self.folders(in: "\(root)/\(experiment)/\(edition)").filter { $0.hasPrefix(ExternalResults.methodPrefix) }
    }

    /// The names in tables of results that were made elsewhere.
    public func externalTitles(of plan: ExperimentPlan) -> [String] {
        Set(
            records(experiment: plan.spec.name, edition: plan.edition).records.filter(\.isExternal).map(\.methodTitle)
        ).sorted()
    }
}
