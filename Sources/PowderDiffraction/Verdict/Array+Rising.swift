extension [Double] {
    /// The index of the first of rising values that is not below a bound.
    func firstIndex(notBelow bound: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
