public import DeclarativeFiles
public import ProportionInference

/// A kind of method that the trained losses are compared with, and that a spec can name under `baselines`.
///
/// ```yaml
/// baselines:
///   - rietveld-standard
///   - rietveld-constrained: {impurities: [quartz]}
/// ```
public protocol BaselineKind: Sendable {
    /// Its name, what it is, and where it was published.
    var card: CatalogCard { get }

    /// What it works on, or nothing where the samples of any dataset will do.
    ///
    /// A spec that names it for a dataset without that is refused.
    var needs: (any FieldData.Type)? { get }

    /// Reads what a spec says of it.
    ///
    /// - Parameter settings: Its settings, empty where the spec only names it. To be finished here.
    /// - Returns: The method, or nothing where problems were reported.
    func method(settings: Section) -> (any ProportionMethod)?

    /// Says how settings do not suit a dataset of some classes, or nothing where they do.
    ///
    /// - Parameters:
    ///   - method: What ``method(settings:)`` has read.
    ///   - classes: The names of the dataset's classes.
    /// - Returns: What is wrong, for the one who wrote the spec.
    func misfit(_ method: any ProportionMethod, classes: [String]) -> String?
}

extension BaselineKind {
    /// Settings name no class.
    public func misfit(_ method: any ProportionMethod, classes: [String]) -> String? { nil }
}
