import Foundation

/// A mark on an axis.
public struct Tick: Sendable, Equatable {
    /// The number that is marked.
    public let value: Double
    /// The text beside the mark; empty for a minor mark.
    public let label: String

    /// Places a mark.
    public init(value: Double, label: String) {
        self.value = value
        self.label = label
    }
}
