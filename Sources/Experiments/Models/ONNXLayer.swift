internal import NeuralNetworks
internal import ProportionInference
internal import ScientificFormats

/// What flows between the layers of a network in a file of ONNX.
struct ONNXSignal {
    /// Its name.
    let name: String
    /// Whether it is samples x features; otherwise it is samples x channels x positions.
    let isFlat: Bool
}

/// A layer that ONNX has operators for.
protocol ONNXLayer: Layer {
    /// Adds its operators.
    ///
    /// - Parameters:
    ///   - graph: What they are added to.
    ///   - input: What the layer takes.
    ///   - name: The name of what it gives, and what the names of its parts begin with.
    ///   - parameters: Its blocks of parameters, by name.
    /// - Returns: What it gives.
    func add(
        to graph: inout ONNXGraph, input: ONNXSignal, name: String, parameters: (String) -> NamedParameters?
    ) -> ONNXSignal
}

extension Activation {
    /// Adds its operator behind another one.
    fileprivate func add(to graph: inout ONNXGraph, _ sums: String, name: String) -> String {
        switch self {
        case .identity: graph.add("Identity", [sums], as: name)
        case .rectifier: graph.add("Relu", [sums], as: name)
        }
    }
}

extension ONNXGraph {
    /// Brings a signal into the shape samples x channels x positions; features of it stand position by position.
    fileprivate mutating func channels(_ input: ONNXSignal, _ channels: Int, _ positions: Int, name: String) -> String {
        guard input.isFlat else { return input.name }
        let shape = constant(name + "/shape", [-1, positions, channels])
        let rows = add("Reshape", [input.name, shape], as: name + "/rows")
        return add("Transpose", [rows], as: name + "/channels", ["perm": .integers([0, 2, 1])])
    }

    /// Brings a signal into the shape samples x features, position by position.
    fileprivate mutating func features(_ input: ONNXSignal, _ features: Int, name: String) -> String {
        guard !input.isFlat else { return input.name }
        let rows = add("Transpose", [input.name], as: name + "/rows", ["perm": .integers([0, 2, 1])])
        return add("Reshape", [rows, constant(name + "/shape", [-1, features])], as: name + "/features")
    }
}

extension Convolution1D: ONNXLayer {
    func add(
        to graph: inout ONNXGraph, input: ONNXSignal, name: String, parameters: (String) -> NamedParameters?
    ) -> ONNXSignal {
        let source = graph.channels(input, inputChannels, inputLength, name: name)
        // W[o, k, c] here is W[o, c, k] there.
        let values = parameters("weight")?.values ?? []
        let weights = (0..<outputChannels).flatMap { output in
            (0..<inputChannels).flatMap { channel in
                (0..<window).map { values[(output * window + $0) * inputChannels + channel] }
            }
        }
        let reach = max((outputLength - 1) * stride + window - inputLength, 0)
        let left = padding == .same ? reach / 2 : 0
        let sums = graph.add(
            "Conv",
            [
                source, graph.constant(name + ".weight", shape: [outputChannels, inputChannels, window], weights),
                graph.constant(name + ".bias", shape: [outputChannels], parameters("bias")?.values ?? []),
            ], as: name + "/sums",
            [
                "kernel_shape": .integers([window]), "strides": .integers([stride]),
                "pads": .integers([left, padding == .same ? reach - left : 0]),
            ])
        return ONNXSignal(name: activation.add(to: &graph, sums, name: name), isFlat: false)
    }
}

extension MaxPool1D: ONNXLayer {
    func add(
        to graph: inout ONNXGraph, input: ONNXSignal, name: String, parameters: (String) -> NamedParameters?
    ) -> ONNXSignal {
        let source = graph.channels(input, channels, inputLength, name: name)
        graph.add(
            "MaxPool", [source], as: name, ["kernel_shape": .integers([window]), "strides": .integers([window])])
        return ONNXSignal(name: name, isFlat: false)
    }
}

extension GlobalAveragePool1D: ONNXLayer {
    func add(
        to graph: inout ONNXGraph, input: ONNXSignal, name: String, parameters: (String) -> NamedParameters?
    ) -> ONNXSignal {
        let source = graph.channels(input, channels, inputLength, name: name)
        graph.add("ReduceMean", [source], as: name, ["axes": .integers([2]), "keepdims": .integer(0)])
        return ONNXSignal(name: name, isFlat: true)
    }
}

extension Dense: ONNXLayer {
    func add(
        to graph: inout ONNXGraph, input: ONNXSignal, name: String, parameters: (String) -> NamedParameters?
    ) -> ONNXSignal {
        let source = graph.features(input, inputFeatures, name: name)
        let weights = graph.constant(
            name + ".weight", shape: [outputFeatures, inputFeatures], parameters("weight")?.values ?? [])
        let biases =
            hasBias ? [graph.constant(name + ".bias", shape: [outputFeatures], parameters("bias")?.values ?? [])] : []
        let sums = graph.add("Gemm", [source, weights] + biases, as: name + "/sums", ["transB": .integer(1)])
        return ONNXSignal(name: activation.add(to: &graph, sums, name: name), isFlat: true)
    }
}
