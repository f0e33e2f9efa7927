internal import Foundation

/// Angles that were printed with fewer digits than their steps need, so that some repeat.
enum RoundedAngles {
    /// The coarsest last digit, in degrees, that is taken for rounding.
    private static let coarsest = 0.0101

    /// Sets apart the angles that repeat.
    ///
    /// An angle a whose last digit has the unit u stands for one within a ± u/2. Where m are alike, they are set evenly into
    /// that interval: a + u ((j + ½)/m - ½). None moves by more than u/2, and each stays before the next.
    ///
    /// - Parameter angles: The angles; they change only where all that repeat do so by rounding, next to angles that are a
    ///   unit away.
    /// - Returns: How many angles stood where the one before did.
    static func setApart(_ angles: inout [Double]) -> Int {
        let repeated = angles.indices.dropFirst().filter { angles[$0] == angles[$0 - 1] }
        guard !repeated.isEmpty, let unit = unit(of: repeated.map { angles[$0] }, among: angles), unit <= coarsest
        else { return 0 }
        var changed = angles
        var start = 0
        while start < angles.count {
            var end = start + 1
            while end < angles.count, angles[end] == angles[start] { end += 1 }
            let size = end - start
            if size > 1 {
                let gaps = [
                    start > 0 ? angles[start] - angles[start - 1] : unit,
                    end < angles.count ? angles[end] - angles[start] : unit,
                ]
                guard gaps.allSatisfy({ $0 > 0.4 * unit && $0 < 1.6 * unit }) else { return 0 }
                for index in start..<end {
                    changed[index] += unit * ((Double(index - start) + 0.5) / Double(size) - 0.5)
                }
            }
            start = end
        }
        guard zip(changed, changed.dropFirst()).allSatisfy({ $0 < $1 }) else { return 0 }
        angles = changed
        return repeated.count
    }

    /// The unit of the last digit: the median distance of two angles that differ, among those that repeat.
    private static func unit(of repeated: [Double], among angles: [Double]) -> Double? {
        guard let least = repeated.min(), let most = repeated.max() else { return nil }
        let steps = angles.indices.dropFirst().filter {
            angles[$0] > angles[$0 - 1] && angles[$0 - 1] >= least && angles[$0 - 1] <= most
        }
        .map { angles[$0] - angles[$0 - 1] }.sorted()
        guard !steps.isEmpty else { return nil }
        let step = steps[steps.count / 2]
        let unit = pow(10, log10(step).rounded())
        return abs(step - unit) < 1e-3 * unit ? unit : nil
    }
}
