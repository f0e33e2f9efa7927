internal import Foundation

/// Numbers that were computed, as messages and tables show them.
package enum NumberText {
    /// A number without the digits that sums leave behind: `89.961` for 5 + 0.013 · 6535, which is 89.96100000000001.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - decimals: How many decimals are kept at most; six are more than any diffractometer sets of an angle in degrees.
    /// - Returns: The nearest number of so many decimals, as short as it can be written: `10.0` or `0.02`.
    package static func rounded(_ value: Double, decimals: Int = 6) -> String {
        let unit = pow(10, Double(decimals))
        let scaled = value * unit
        // Beyond 2⁵³ there are no decimals.
        return abs(scaled) < 0x1p53 ? "\(scaled.rounded() / unit)" : "\(value)"
    }

    /// An angle in a table, in degrees: with nine decimals at most, so that none that was written is changed.
    package static func cell(_ angle: Double) -> String { rounded(angle, decimals: 9) }
}
