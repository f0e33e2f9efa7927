public import DeclarativeFiles
internal import Experiments
internal import Foundation

extension ExperimentResults {
    /// The lines of the spec that determine the numbers of a method.
    ///
    /// - Throws: `InvalidDeclaration` where the spec cannot be read any more.
    public func specLines(of method: String) throws(InvalidDeclaration) -> [SourceLine] {
        let ofData: Set = ["name", "seed", "dataset", "split"]
        let ofTraining = ["architecture", "training", "losses", "baselines", "selection"]
        return try DeclarativeFile.excerpt(
            path: spec.place.file, keys: isExternal(method) ? ofData : ofData.union(ofTraining),
            items: ["losses": [method], "baselines": [method]])
    }

    /// Where the spec lies in the repository: `experiments/xrd.yaml`.
    var specFile: String {
        let parts = URL(filePath: spec.place.file).pathComponents
        let folder = "experiments"
        return parts.lastIndex(of: folder).map { parts[$0...].joined(separator: "/") }
            ?? "\(folder)/\(parts.last ?? "")"
    }

    /// The command that makes the runs of a method again and compares them, with the kernels of the records where these are
    /// known and the same; for results that were made elsewhere, the command that scored them.
    public func command(of method: String) -> String {
        let records = records(of: method)
        if isExternal(method) {
            let title = records.first?.methodTitle ?? method
            return records.lazy.compactMap(\.provenance.command).first
                ?? "proportions score \(spec.name) PREDICTIONS ... --name \"\(title)\""
        }
        let kernels = Set(records.map(\.provenance.environment.blasKernels))
        let setting = kernels.count == 1 ? kernels.first.flatMap(\.self).map { "OPENBLAS_CORETYPE=\($0) " } ?? "" : ""
        // Specs outside of the folder of the experiments go by their files.
        let name = specFile.split(separator: "/").count > 2 ? specFile : spec.name
        return setting + "proportions verify \(name) --method \(method)"
    }

    /// Whether the results of a method were made elsewhere.
    private func isExternal(_ method: String) -> Bool { records(of: method).contains(where: \.isExternal) }
}
