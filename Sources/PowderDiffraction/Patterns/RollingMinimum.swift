/// A background that is the least value within reach of a point, averaged over the same reach.
///
/// Before the least value is taken, five neighbouring points are averaged, so that it is that of the background rather
/// than of its noise.
struct RollingMinimum {
    /// How many points a window reaches to each side, as far as there are points.
    let reach: Int

    /// Subtracts the background of a pattern, in place.
    func subtract(from pattern: UnsafeMutableBufferPointer<Double>) {
        let count = pattern.count
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * (count + 2 * reach + 1)) { memory in
            let parts = (0..<3).map { part in
                UnsafeMutableBufferPointer(rebasing: memory[part * memory.count / 3..<(part + 1) * memory.count / 3])
            }
            let (smooth, background, scratch) = (parts[0], parts[1], parts[2])
            Self.mean(of: UnsafeBufferPointer(pattern), reach: 2, into: smooth, sums: scratch)
            minimum(of: smooth, count: count, into: background, scratch)
            Self.mean(
                of: UnsafeBufferPointer(rebasing: background[..<count]), reach: reach, into: smooth, sums: scratch)
            for index in 0..<count { pattern[index] -= smooth[index] }
        }
    }

    /// The mean over windows that reach so far to each side, as far as there are points.
    ///
    /// - Parameters:
    ///   - values: The values.
    ///   - reach: How many points a window reaches.
    ///   - means: Gets the means.
    ///   - sums: Room for one number more than there are values.
    private static func mean(
        of values: UnsafeBufferPointer<Double>, reach: Int, into means: UnsafeMutableBufferPointer<Double>,
        sums: UnsafeMutableBufferPointer<Double>
    ) {
        let count = values.count
        var sum = 0.0
        sums[0] = 0
        for index in 0..<count {
            sum += values[index]
            sums[index + 1] = sum
        }
        func mean(_ index: Int) -> Double {
            let (first, end) = (max(index - reach, 0), min(index + reach + 1, count))
            return (sums[end] - sums[first]) / Double(end - first)
        }
        // Windows that lie within the values are all of one width.
        let (start, end) = (min(reach, count), max(count - reach, min(reach, count)))
        for index in 0..<start { means[index] = mean(index) }
        let width = Double(2 * reach + 1)
        for index in start..<end { means[index] = (sums[index + reach + 1] - sums[index - reach]) / width }
        for index in end..<count { means[index] = mean(index) }
    }

    /// The least value within reach of each point.
    ///
    /// The least of a window is the lesser one of two that cover it, and those of windows of 2, 4, 8, … points follow from
    /// one another, many points at a time.
    ///
    /// - Parameters:
    ///   - values: The values, and room for as many more as windows reach beyond them.
    ///   - count: The number of values.
    ///   - least: Gets the least values; has as much room.
    ///   - scratch: As much room.
    private func minimum(
        of values: UnsafeMutableBufferPointer<Double>, count: Int, into least: UnsafeMutableBufferPointer<Double>,
        _ scratch: UnsafeMutableBufferPointer<Double>
    ) {
        var (from, into) = (least, scratch)
        let padded = count + 2 * reach
        for index in 0..<reach { from[index] = .infinity }
        for index in 0..<count { from[reach + index] = values[index] }
        for index in reach + count..<padded { from[index] = .infinity }
        let wanted = 2 * reach + 1
        var width = 1
        while 2 * width <= wanted {
            Self.lesser(from, width, padded - 2 * width + 1, into: into)
            swap(&from, &into)
            width *= 2
        }
        Self.lesser(from, wanted - width, count, into: into)
        guard into.baseAddress != least.baseAddress else { return }
        for index in 0..<count { least[index] = into[index] }
    }

    /// The lesser one of each value and that which stands so far behind it, for the first values.
    private static func lesser(
        _ values: UnsafeMutableBufferPointer<Double>, _ distance: Int, _ count: Int,
        into least: UnsafeMutableBufferPointer<Double>
    ) {
        for index in 0..<count {
            let (first, second) = (values[index], values[index + distance])
            least[index] = second < first ? second : first
        }
    }
}
