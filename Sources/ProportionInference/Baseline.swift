public import DeclarativeFiles

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

    /// Reads what a spec says of it.
    ///
    /// - Parameter settings: Its settings, empty where the spec only names it. To be finished here.
    /// - Returns: The method, or nothing where problems were reported.
    func method(settings: Section) -> (any ProportionMethod)?
}

/// Samples as their field knows them, before they were prepared for networks: what baselines of the field work on.
///
/// A kind of dataset puts its own type into ``PreparedDataset/field``, and the field's baselines look for that type.
public protocol FieldData: Sendable {}

/// A baseline was asked to work on a dataset of another field.
public struct WrongField: Error, Equatable, CustomStringConvertible {
    /// The baseline's name.
    public let method: String
    /// What it works on, in the plural.
    public let needs: String

    /// Names a baseline and says what it needs.
    public init(method: String, needs: String) {
        self.method = method
        self.needs = needs
    }

    /// The baseline and what it needs.
    public var description: String { "\(method) works on \(needs), which this dataset does not have" }
}
