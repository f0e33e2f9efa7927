internal import ArgumentParser
internal import Commands

/// Ranges of angles 2θ whose points are left out, such as `26.2-27,44-45.5`.
struct ExcludedAngles: ExpressibleByArgument {
    let ranges: [ClosedRange<Double>]

    /// Reads ranges within 0 to 180 degrees, each from its smaller angle to its larger one.
    init?(argument: String) {
        var ranges: [ClosedRange<Double>] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                Double($0.drop { $0 == " " })
            }
            guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, last <= 180, first < last else {
                return nil
            }
            ranges.append(first...last)
        }
        self.ranges = ranges
    }

    /// The ranges in words.
    static func words(_ ranges: [ClosedRange<Double>]) -> String {
        ranges.map { "\(PlainText.number($0.lowerBound)) to \(PlainText.number($0.upperBound))" }
            .joined(separator: ", ") + " degrees"
    }
}
