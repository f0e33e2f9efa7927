internal import ArgumentParser
internal import Commands

/// A range of angles 2θ, such as `10,80`.
struct AngleRange: ExpressibleByArgument {
    let angles: ClosedRange<Double>

    init(_ angles: ClosedRange<Double>) {
        self.angles = angles
    }

    /// Reads two angles within 0.5 to 179 degrees, of which the second is the larger one by a degree at least.
    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 2, let first = numbers[0], let last = numbers[1], first >= 0.5, last <= 179,
            last >= first + 1
        else { return nil }
        angles = first...last
    }

    var defaultValueDescription: String {
        "\(PlainText.number(angles.lowerBound)),\(PlainText.number(angles.upperBound))"
    }
}
