internal import NeuralNetworks
public import NumericalMethods

/// Applies a trained network, batch by batch, in memory that it keeps.
///
/// One thread uses it at a time.
public final class NetworkInference {
    private let loss: any ProportionLoss
    private let network: Network

    /// Samples go through the network in batches of so many: their activations then stay in the cache of a core.
    private static let batchCapacity = 64

    /// Allocates the memory that batches need.
    public init(_ trained: TrainedNetwork) {
        loss = trained.loss
        // The parameters were found to fit when the trained network was made.
        guard let layers = try? trained.architecture.layers(inputLength: trained.features, classes: trained.classes)
        else { preconditionFailure("a network of another length than the one that was trained") }
        network = Network(layers: layers, batchCapacity: Self.batchCapacity)
        network.parameters.replace(with: trained.parameters.flatMap(\.values))
    }

    /// Infers the proportions of samples.
    ///
    /// - Parameters:
    ///   - inputs: The samples as the network was trained on them, samples x features.
    ///   - proportions: Where the proportions are written, samples x classes.
    public func infer(_ inputs: Matrix<Float>, into proportions: inout Matrix<Double>) {
        precondition(
            proportions.rows == inputs.rows && proportions.columns == network.output.features,
            "proportions of \(proportions.rows) x \(proportions.columns) for \(inputs.rows) samples")
        let all = Array(0..<inputs.rows)
        for start in stride(from: 0, to: inputs.rows, by: Self.batchCapacity) {
            let rows = all[start..<min(start + Self.batchCapacity, inputs.rows)]
            network.loadInput(inputs, rows: rows)
            network.forward(samples: rows.count)
            loss.writeProportions(
                outputs: network.output.scalars, leadingDimension: network.output.leadingDimension,
                into: &proportions, rows: rows.startIndex..<rows.endIndex)
        }
    }
}
