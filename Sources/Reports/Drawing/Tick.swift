import Foundation

/// A mark on an axis.
package struct Tick: Sendable, Equatable {
    package let value: Double
    /// The text beside the mark; empty for a minor mark.
    package let label: String

    /// Places a mark.
    package init(value: Double, label: String) {
        self.value = value
        self.label = label
    }
}
