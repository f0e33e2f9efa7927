/// Samples as their field knows them, before they were prepared for networks: what baselines of the field work on.
///
/// A kind of dataset hands over a type of its own, and the field's baselines ask for that type. It holds no proportions of
/// test samples.
public protocol FieldData: Sendable {
    /// What it is, in the plural, as messages say it: `hyperspectral images`.
    static var plural: String { get }
}
