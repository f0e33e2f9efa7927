import Foundation

/// Numbers as reports print them.
public enum NumberText {
    /// A number with a fixed count of decimals, rounded to nearest, with a point; never `-0.00`.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
    }

    /// A number with its sign, also when it is positive; zero as rounded has none.
    public static func signed(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        return text.hasPrefix("-") || !text.contains { ("1"..."9").contains($0) } ? text : "+" + text
    }

    /// A number with its standard uncertainty in units of its last digit, such as `4.9881(4)`.
    ///
    /// The uncertainty is given with one digit, or with two where these are 10 to 19. A number of tens and more keeps two digits
    /// however large the uncertainty is, such as `3900(40000)`.
    ///
    /// Source: *Acta Crystallographica*, notes for authors, 'rule of 19'.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - uncertainty: Its standard uncertainty; the number alone is written, with five significant digits, where that is
    ///     not known, not finite or not above zero.
    /// - Returns: The text.
    public static func uncertain(_ value: Double, _ uncertainty: Double?) -> String {
        guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "-∞" : "∞" }
        guard let uncertainty, uncertainty.isFinite, uncertainty > 1e-12, uncertainty < 1e12 else {
            return String(format: "%.5g", value)
        }
        // The last digit stands for 10^-decimals.
        var decimals = 1 - Int(floor(log10(uncertainty)))
        if (uncertainty * pow(10, Double(decimals))).rounded() > 19 { decimals -= 1 }
        let unit = pow(10, Double(-decimals))
        let places = max(decimals, 0)
        let digits = (uncertainty / unit).rounded() * (decimals < 0 ? unit : 1)
        // The second digit of the value stands for this.
        let second = value == 0 ? unit : pow(10, floor(log10(abs(value))) - 1)
        let shown = decimals < 0 ? max(min(unit, second), 1) : unit
        return fixed((value / shown).rounded() * shown, decimals: places) + "(\(fixed(digits, decimals: 0)))"
    }
}
