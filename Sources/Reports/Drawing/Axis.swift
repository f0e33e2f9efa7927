import Foundation

/// One axis of a plot: which numbers it covers, and how.
public struct Axis: Sendable {
    /// How lengths along an axis stand for numbers.
    public enum Scale: Sendable {
        case linear, logarithmic
        /// Of the square root, with the sign of the value: equal lengths are equally many uncertainties of a count.
        case squareRoot
    }

    /// What the axis shows, with its unit.
    public let label: String
    /// How lengths stand for numbers.
    public let scale: Scale
    /// The numbers at its ends.
    public let range: ClosedRange<Double>
    /// Whether the axis counts something, so that only whole numbers are marked.
    public let isCount: Bool

    /// Makes an axis of a range that is finite and not empty, and above zero where the scale is logarithmic.
    public init(label: String, scale: Scale = .linear, range: ClosedRange<Double>, isCount: Bool = false) {
        precondition(
            range.lowerBound.isFinite && range.upperBound.isFinite && range.lowerBound < range.upperBound
                && (scale != .logarithmic || range.lowerBound > 0), "no \(scale) axis covers \(range)")
        self.label = label
        self.scale = scale
        self.range = range
        self.isCount = isCount
    }

    /// Makes an axis that covers all finite values, with a margin on both sides.
    ///
    /// - Parameters:
    ///   - label: What the axis shows, with its unit.
    ///   - scale: A logarithmic axis passes over values that are not above zero.
    ///   - values: The values to cover. Passed over are those beyond 1e±100, whose margins could overflow; without any
    ///     value left, the axis goes from 0.1 to 1.
    ///   - margin: How much is added at either end, as a fraction of what the values cover.
    public init(label: String, scale: Scale = .linear, covering values: some Sequence<Double>, margin: Double = 0.05) {
        let fitting = values.filter { abs($0) < 1e100 && (scale != .logarithmic || $0 > 1e-100) }
        let onScale = fitting.map { value in
            switch scale {
            case .linear: value
            case .logarithmic: log10(value)
            case .squareRoot: Self.signedRoot(value)
            }
        }
        guard let low = onScale.min(), let high = onScale.max() else {
            self.init(label: label, scale: scale, range: 0.1...1)
            return
        }
        let extent = max(high - low, scale == .logarithmic ? 0.1 : max(abs(high), 1) * 1e-3)
        let middle = low + (high - low) / 2
        let (lower, upper) = (middle - (0.5 + margin) * extent, middle + (0.5 + margin) * extent)
        let range =
            switch scale {
            case .linear: lower...upper
            case .logarithmic: pow(10, lower)...pow(10, upper)
            case .squareRoot: lower * abs(lower)...upper * abs(upper)
            }
        self.init(label: label, scale: scale, range: range)
    }

    /// Where a value stands between the axis's ends, 0 to 1; outside of that for values outside of the range.
    public func fraction(of value: Double) -> Double {
        switch scale {
        case .linear:
            (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        case .logarithmic:
            log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
        case .squareRoot:
            (Self.signedRoot(value) - Self.signedRoot(range.lowerBound))
                / (Self.signedRoot(range.upperBound) - Self.signedRoot(range.lowerBound))
        }
    }

    /// The square root of the magnitude, with the sign of the value.
    public static func signedRoot(_ value: Double) -> Double {
        value < 0 ? -(-value).squareRoot() : value.squareRoot()
    }

    /// The marks with round values inside the range.
    ///
    /// - Parameter count: How many labelled marks are wanted at most, two or more.
    /// - Returns: The marks from the lower end to the upper one.
    public func ticks(count: Int) -> [Tick] {
        switch scale {
        case .linear: linearTicks(count: count)
        case .logarithmic: logarithmicTicks(count: count)
        case .squareRoot: squareRootTicks(count: count)
        }
    }

    /// Zero, and 1, 2 or 5 times powers of ten: from the end that is further from zero on, each as far from the one before
    /// as the wanted number asks for.
    private func squareRootTicks(count: Int) -> [Tick] {
        let largest = max(abs(range.lowerBound), abs(range.upperBound))
        let decade = Int(floor(log10(largest)))
        let magnitudes = (decade - 5...decade).reversed().flatMap { exponent in
            [5, 2, 1].map { (value: Double($0) * pow(10, Double(exponent)), decimals: max(0, -exponent)) }
        }
        let candidates = [(0.0, 0)] + magnitudes.flatMap { [($0.value, $0.decimals), (-$0.value, $0.decimals)] }
        var chosen: [(value: Double, decimals: Int)] = []
        for (value, decimals) in candidates where (-1e-9...1 + 1e-9).contains(fraction(of: value)) {
            let isFree = chosen.allSatisfy {
                abs(fraction(of: $0.value) - fraction(of: value)) >= 1 / Double(max(count, 2))
            }
            if isFree { chosen.append((value, decimals)) }
        }
        return chosen.sorted { $0.value < $1.value }.map {
            Tick(value: $0.value, label: NumberText.fixed($0.value, decimals: $0.decimals))
        }
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    private func linearTicks(count: Int) -> [Tick] {
        let wanted = (range.upperBound - range.lowerBound) / Double(max(count, 2))
        let decade = pow(10, floor(log10(wanted)))
        let roundStep = [1, 2, 5, 10].map { $0 * decade }.first { $0 >= wanted * (1 - 1e-9) } ?? 10 * decade
        let step = isCount ? max(1, roundStep) : roundStep
        let decimals = max(0, Int(-floor(log10(step) + 1e-9)))
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        return stride(from: first, through: last, by: 1).map {
            Tick(value: $0 * step, label: NumberText.fixed($0 * step, decimals: decimals))
        }
    }

    /// Powers of ten, with 2 and 5 between them or 1 to 9 where there is room, and minor marks at the rest.
    ///
    /// A range that is too narrow for two of them is marked as a linear one.
    private func logarithmicTicks(count: Int) -> [Tick] {
        let exponents = Int(floor(log10(range.lowerBound)))...Int(floor(log10(range.upperBound)))
        let all = exponents.flatMap { exponent in
            (1...9).map { (digit: $0, exponent: exponent, value: Double($0) * pow(10, Double(exponent))) }
        }.filter { fraction(of: $0.value) >= -1e-9 && fraction(of: $0.value) <= 1 + 1e-9 }
        let labelled: Set<Int> =
            [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]].first { digits in
                all.count { digits.contains($0.digit) } <= max(count, 2)
            }.map(Set.init) ?? [1]
        guard all.count(where: { labelled.contains($0.digit) }) > 1 else { return linearTicks(count: count) }
        return all.map { mark in
            let label = NumberText.fixed(mark.value, decimals: max(0, -mark.exponent))
            return Tick(value: mark.value, label: labelled.contains(mark.digit) ? label : "")
        }
    }
}
