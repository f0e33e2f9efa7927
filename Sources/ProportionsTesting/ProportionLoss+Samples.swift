public import ProportionInference

/// Losses on arrays, one sample at a time.
extension ProportionLoss {
    /// The loss of one sample, and its gradient.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs a, K numbers.
    ///   - targets: The true proportions y, K numbers.
    /// - Returns: L, and the K derivatives dL/da.
    public func evaluate(_ outputs: [Double], _ targets: [Double]) -> (value: Double, gradient: [Double]) {
        var gradient = [Double](repeating: .nan, count: outputs.count)
        var span = gradient.mutableSpan
        let value = valueAndGradient(outputs: outputs.span, targets: targets.span, gradient: &span)
        return (value, gradient)
    }

    /// The K proportions that the K outputs of one sample stand for.
    public func proportions(_ outputs: [Double]) -> [Double] {
        var proportions = [Double](repeating: .nan, count: outputs.count)
        var span = proportions.mutableSpan
        writeProportions(outputs: outputs.span, into: &span)
        return proportions
    }
}
