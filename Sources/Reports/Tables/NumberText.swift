import Foundation

/// Numbers as reports print them.
package enum NumberText {
    /// A number with a fixed count of decimals, rounded to nearest, with a point; never `-0.00`.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
    }

    /// A number with its sign, also when it is positive; zero as rounded has none.
    package static func signed(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        return text.hasPrefix("-") || !text.contains { ("1"..."9").contains($0) } ? text : "+" + text
    }
}
