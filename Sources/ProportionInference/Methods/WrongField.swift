/// A method was asked to work on a dataset of another field.
public struct WrongField: Error, Equatable, CustomStringConvertible {
    /// The method's name.
    public let method: String
    /// What it works on, in the plural.
    public let needs: String

    /// Names a method and says what it needs.
    public init(method: String, needs: String) {
        self.method = method
        self.needs = needs
    }

    /// The method and what it needs.
    public var description: String { "\(method) works on \(needs), which this dataset does not have" }
}
