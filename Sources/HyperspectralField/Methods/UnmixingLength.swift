/// How long a method goes on.
public struct UnmixingLength: Sendable, Equatable {
    /// The number of epochs or steps.
    public let count: Int
    /// The number that it has where nothing is said.
    public let usual: Int
    /// What is counted, in the singular: `epoch` or `step`.
    public let unit: String

    /// Makes a length.
    public init(_ count: Int, usual: Int, unit: String) {
        self.count = count
        self.usual = usual
        self.unit = unit
    }

    /// What is to be said where it is not the usual one.
    var remark: String? { count == usual ? nil : "\(count) \(unit)s instead of \(usual)" }
}
