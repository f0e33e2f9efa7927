extension RandomAccessCollection {
    /// Finds the first index from which on something is true, by bisection.
    ///
    /// - Parameter isBehind: What is false of all elements up to some place, and true of all that follow.
    /// - Returns: The index; the end where it is true of none.
    @inlinable
    package func partitioningIndex(where isBehind: (Element) throws -> Bool) rethrows -> Index {
        var (low, length) = (startIndex, count)
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if try isBehind(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
