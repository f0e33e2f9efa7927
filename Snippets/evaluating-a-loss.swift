//! Prints the value, the gradient and the proportions of one sample under every loss.
import ProportionInference

let outputs = [2.0, 0.5, -1.0]
let targets = [0.7, 0.3, 0.0]
for loss in LossCatalog.all.entries {
    var gradient = [0.0, 0.0, 0.0]
    var derivatives = gradient.mutableSpan
    let value = loss.valueAndGradient(outputs: outputs.span, targets: targets.span, gradient: &derivatives)

    var proportions = [0.0, 0.0, 0.0]
    var written = proportions.mutableSpan
    loss.writeProportions(outputs: outputs.span, into: &written)

    print("\(loss.card.title): L = \(value), dL/da = \(gradient), proportions \(proportions)")
}
