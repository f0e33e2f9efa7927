/// The runs of one method: one panel of ``Figure/training(_:identity:)``.
public struct TrainingPanel: Sendable {
    /// The method's name.
    public let method: String
    /// The method's runs.
    public let curves: [TrainingCurve]

    /// Makes a method's panel.
    public init(method: String, curves: [TrainingCurve]) {
        self.method = method
        self.curves = curves
    }
}
