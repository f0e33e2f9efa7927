/// A training loss: turns a network's outputs into a training signal and into proportions.
///
/// A loss sees one sample at a time. With K classes the outputs `a` are any K numbers that a `Float` can hold, and the
/// targets `y` a point of the simplex, exact zeros included. An output that is not a number, as a diverged network gives,
/// makes the value and the proportions not a number, so that nobody mistakes them for a result. Averages over a batch are
/// the trainer's business, never a loss's.
///
/// To add a loss, write one file with a type that conforms, and add it to ``LossCatalog``. Its name is then known to
/// specs and commands, and the conformance tests run it through finite differences, extreme outputs, one-hot targets
/// and permutations of the classes.
public protocol ProportionLoss: Sendable {
    /// Its name, what it is, and where it was published.
    var card: CatalogCard { get }

    /// Whether its proportions always sum to one; they do unless a loss says otherwise.
    var sumsToOne: Bool { get }

    /// How outputs become proportions in words that other programs know, for files that they read; nothing where a loss does
    /// not say so. It is the map of ``writeProportions(outputs:into:)``.
    var head: OutputHead? { get }

    /// The bias of the output layer with which training starts at the uniform proportions, every output alive.
    ///
    /// - Parameter classes: The number of classes, two or more.
    /// - Returns: The bias, the same for every output.
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
    ///   - proportions: Where the K predicted proportions are written, each zero or more.
    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>)
}

extension ProportionLoss {
    /// True, as for every loss that does not say otherwise.
    public var sumsToOne: Bool { true }

    /// Nothing, as for every loss that does not say otherwise.
    public var head: OutputHead? { nil }
}
