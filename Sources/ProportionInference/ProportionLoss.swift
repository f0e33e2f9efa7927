/// A training loss: turns a network's outputs into a training signal and into proportions.
///
/// A loss sees one sample at a time. With K classes the outputs `a` are any K real numbers and the targets `y` a point
/// of the simplex, exact zeros included. Averages over a batch are the trainer's business, never a loss's.
///
/// To add a loss, write one file with a type that conforms, and add it to ``LossCatalog``. Its name is then known to
/// specs and commands, and the conformance tests run it through finite differences, extreme outputs, one-hot targets
/// and permutations of the classes.
public protocol ProportionLoss: Sendable {
    /// Its name, what it is, and where it was published.
    var card: CatalogCard { get }

    /// The bias of the output layer with which training starts at the uniform proportions, every output alive.
    ///
    /// - Parameter classes: The number of classes, two or more.
    func startingOutputBias(classes: Int) -> Double

    /// The loss of one sample, and its gradient with respect to the outputs.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs `a`, K finite numbers.
    ///   - targets: The true proportions `y`, K numbers that are zero or more and sum to one.
    ///   - gradient: Where the K derivatives dL/da are written. Where L has a kink, at an output of exactly zero under a
    ///     rectifier, the derivative from below is taken.
    /// - Returns: The value L, finite for all finite outputs.
    func valueAndGradient(outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>) -> Double

    /// The proportions that the outputs of one sample stand for.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs `a`, K finite numbers.
    ///   - proportions: Where the K predicted proportions are written.
    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>)
}
