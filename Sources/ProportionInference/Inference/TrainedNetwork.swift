public import NeuralNetworks
internal import NumericalMethods

/// A network with the parameters that a training found, and the loss whose head turns its outputs into proportions.
///
/// It is a value, and so may be shared; each thread that applies it makes a ``NetworkInference`` of its own.
public struct TrainedNetwork: Sendable {
    /// The loss that it was trained with.
    public let loss: any ProportionLoss
    /// The network's design.
    public let architecture: Architecture
    /// The number of features of a sample.
    public let features: Int
    /// The number of classes.
    public let classes: Int
    /// The parameters, in the order of the layers.
    public let parameters: [NamedParameters]

    /// Puts parameters into a network of a design.
    ///
    /// - Parameters:
    ///   - parameters: The parameters of all layers, in any order.
    ///   - architecture: The network's design.
    ///   - loss: The loss that it was trained with.
    ///   - features: The number of features of a sample.
    ///   - classes: The number of classes.
    /// - Throws: ``UnfitParameters`` where names or shapes are not those of the design or a number is not finite, and
    ///   ``SignalTooShort`` where a sample has too few features for it.
    public init(
        parameters: [NamedParameters], architecture: Architecture, loss: any ProportionLoss, features: Int, classes: Int
    ) throws {
        let network = Network(
            layers: try architecture.layers(inputLength: features, classes: classes), batchCapacity: 1)
        let given = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
        guard given.count == parameters.count else { throw UnfitParameters("two parameters of one name") }
        let ordered = try network.namedBlocks.map { name, block, range in
            guard let found = given[name] else { throw UnfitParameters("no parameter '\(name)'") }
            guard found.shape == block.shape, found.values.count == range.count else {
                throw UnfitParameters("the parameter '\(name)' has the shape \(found.shape), not \(block.shape)")
            }
            guard found.values.allSatisfy(\.isFinite) else {
                throw UnfitParameters("the parameter '\(name)' holds numbers that are not finite")
            }
            return found
        }
        let names = Set(ordered.map(\.name))
        if let other = parameters.first(where: { !names.contains($0.name) }) {
            throw UnfitParameters("a parameter '\(other.name)', which \(architecture.card.name) does not have")
        }
        self.parameters = ordered
        self.loss = loss
        self.architecture = architecture
        self.features = features
        self.classes = classes
    }
}
