import ProportionInference
import NumericalMethods

/// Losses on arrays, one sample at a time.
extension ProportionLoss {
    func evaluate(_ outputs: [Double], _ targets: [Double]) -> (value: Double, gradient: [Double]) {
        var gradient = [Double](repeating: .nan, count: outputs.count)
        var span = gradient.mutableSpan
        let value = valueAndGradient(outputs: outputs.span, targets: targets.span, gradient: &span)
        return (value, gradient)
    }

    func proportions(_ outputs: [Double]) -> [Double] {
        var proportions = [Double](repeating: .nan, count: outputs.count)
        var span = proportions.mutableSpan
        writeProportions(outputs: outputs.span, into: &span)
        return proportions
    }
}

/// Points of the simplex that losses meet: all classes present, every other class absent, one class alone, all equal.
func targetKinds(classes: Int, stream: inout RandomStream) -> [[Double]] {
    let dense = stream.dirichlet([Double](repeating: 1, count: classes))
    let sparse = dense.indices.map { $0.isMultiple(of: 2) ? dense[$0] : 0 }
    let sum = sparse.reduce(0, +)
    let present = stream.integer(below: classes)
    return [
        dense, sparse.map { $0 / sum }, (0..<classes).map { $0 == present ? 1 : 0 },
        [Double](repeating: 1 / Double(classes), count: classes),
    ]
}
