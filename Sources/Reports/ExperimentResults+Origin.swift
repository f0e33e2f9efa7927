public import DeclarativeFiles
internal import Experiments

extension ExperimentResults {
    /// The lines of the spec that determine the numbers of a method.
    ///
    /// - Throws: `InvalidDeclaration` where the spec cannot be read any more.
    public func specLines(of method: String) throws(InvalidDeclaration) -> [SourceLine] {
        try DeclarativeFile.excerpt(
            path: spec.place.file,
            keys: ["name", "seed", "dataset", "split", "architecture", "training", "losses", "baselines", "selection"],
            items: ["losses": [method], "baselines": [method]])
    }

    /// The command that makes the runs of a method again and compares them, with the kernels of the records where these are
    /// known and the same.
    public func verification(of method: String) -> String {
        let kernels = Set(records(of: method).map(\.provenance.environment.blasKernels))
        let setting = kernels.count == 1 ? kernels.first.flatMap(\.self).map { "OPENBLAS_CORETYPE=\($0) " } ?? "" : ""
        return setting + "proportions verify \(spec.name) --method \(method)"
    }
}
