internal import NeuralNetworks
internal import ProportionInference
internal import ScientificFormats

extension Model {
    /// The model as the contents of a file in the format ONNX: prepared samples in, proportions out.
    ///
    /// Its input `samples` has a prepared sample in each row, its output `proportions` the mean of what the networks say. The
    /// metadata are those of the program's own files.
    ///
    /// - Returns: The contents.
    /// - Throws: `FormatError` where a layer or the loss's head is none that ONNX knows.
    package func encodedAsONNX() throws -> [UInt8] {
        let classes = description.classes.count
        var graph = ONNXGraph(name: description.experiment, input: "samples", features: description.features)
        let outputs = try networks.enumerated().map { index, network in
            try add(network, prefix: "\(index + 1)/", to: &graph)
        }
        graph.add("Mean", outputs, as: "proportions")
        return graph.encoded(output: "proportions", classes: classes, metadata: try description.metadata())
    }

    /// Adds a network with its head.
    ///
    /// - Returns: The name of its proportions.
    private func add(_ network: TrainedNetwork, prefix: String, to graph: inout ONNXGraph) throws -> String {
        let layers = try network.architecture.layers(inputLength: network.features, classes: network.classes)
        let parameters = Dictionary(network.parameters.map { ($0.name, $0) }) { first, _ in first }
        var current = ONNXSignal(name: "samples", isFlat: true)
        for (index, layer) in layers.enumerated() {
            guard let exportable = layer as? any ONNXLayer else {
                throw FormatError(
                    file: place, reason: "the layer \(type(of: layer)) cannot be written as ONNX; use safetensors")
            }
            let own = { (block: String) in parameters["\(index).\(block)"] }
            current = exportable.add(to: &graph, input: current, name: prefix + "\(index)", parameters: own)
        }
        let flat = current.name
        switch network.loss.head {
        case .softmax: return graph.add("Softmax", [flat], as: prefix + "proportions", ["axis": .integer(1)])
        case .rectifier: return graph.add("Relu", [flat], as: prefix + "proportions")
        case .meanOfDirichlet:
            let one = graph.constant(prefix + "one", shape: [1], [1])
            let concentrations = graph.add(
                "Add", [graph.add("Relu", [flat], as: prefix + "rectified"), one], as: prefix + "concentrations")
            let axis = graph.constant(prefix + "classes", [1])
            let total = graph.add("ReduceSum", [concentrations, axis], as: prefix + "total", ["keepdims": .integer(1)])
            return graph.add("Div", [concentrations, total], as: prefix + "proportions")
        case nil:
            throw FormatError(
                file: place,
                reason:
                    "the loss '\(network.loss.card.name)' does not say how ONNX would turn outputs into proportions; "
                    + "use safetensors")
        }
    }
}
