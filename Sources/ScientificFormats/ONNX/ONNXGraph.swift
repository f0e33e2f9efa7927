/// A computation in the format ONNX, put together node by node.
///
/// Format: *Open Neural Network Exchange*, intermediate representation 8 with operators of version 13, which every runtime
/// since 2021 reads.
package struct ONNXGraph {
    /// The value of an attribute of a node.
    package enum Attribute {
        case integer(Int)
        case integers([Int])
    }

    private let name: String
    private let input: (name: String, features: Int)
    private var nodes: [ProtobufMessage] = []
    private var constants: [ProtobufMessage] = []

    /// Begins a computation on samples x features.
    ///
    /// - Parameters:
    ///   - name: What it computes.
    ///   - input: The name of its input.
    ///   - features: The number of features of a sample.
    package init(name: String, input: String, features: Int) {
        self.name = name
        self.input = (input, features)
    }

    /// Adds an operator.
    ///
    /// - Parameters:
    ///   - operation: Its name in the standard, such as `Gemm`.
    ///   - inputs: The names of what it takes.
    ///   - output: The name of what it gives, which no other has.
    ///   - attributes: Its attributes, by name.
    /// - Returns: The name of what it gives.
    @discardableResult
    package mutating func add(
        _ operation: String, _ inputs: [String], as output: String, _ attributes: KeyValuePairs<String, Attribute> = [:]
    ) -> String {
        var node = ProtobufMessage()
        for input in inputs { node.add(input, as: 1) }
        node.add(output, as: 2)
        node.add(output, as: 3)
        node.add(operation, as: 4)
        for (name, value) in attributes {
            var attribute = ProtobufMessage()
            attribute.add(name, as: 1)
            switch value {
            case .integer(let value):
                attribute.add(value, as: 3)
                attribute.add(2, as: 20)
            case .integers(let values):
                for value in values { attribute.add(value, as: 8) }
                attribute.add(7, as: 20)
            }
            node.add(attribute, as: 5)
        }
        nodes.append(node)
        return output
    }

    /// Adds a tensor of numbers that are known.
    ///
    /// - Parameters:
    ///   - name: Its name, which no other has.
    ///   - shape: Its extents.
    ///   - values: Its numbers, the last index running fastest.
    /// - Returns: Its name.
    package mutating func constant(_ name: String, shape: [Int], _ values: [Float]) -> String {
        constant(name, shape: shape, type: 1, littleEndianBytes(of: values) { $0.bitPattern })
    }

    /// Adds a vector of whole numbers that are known, such as a shape.
    package mutating func constant(_ name: String, _ values: [Int]) -> String {
        constant(name, shape: [values.count], type: 7, littleEndianBytes(of: values) { UInt64(bitPattern: Int64($0)) })
    }

    private mutating func constant(_ name: String, shape: [Int], type: Int, _ bytes: [UInt8]) -> String {
        precondition(checkedProduct(shape) != nil, "a tensor of shape \(shape)")
        var tensor = ProtobufMessage()
        for extent in shape { tensor.add(extent, as: 1) }
        tensor.add(type, as: 2)
        tensor.add(name, as: 8)
        tensor.add(bytes, as: 9)
        constants.append(tensor)
        return name
    }

    /// The computation as the contents of a file.
    ///
    /// - Parameters:
    ///   - output: The name of what it gives, samples x classes.
    ///   - classes: The number of classes.
    ///   - metadata: What the file says of itself, by key.
    /// - Returns: The contents.
    package func encoded(output: String, classes: Int, metadata: [String: String]) -> [UInt8] {
        var graph = ProtobufMessage()
        for node in nodes { graph.add(node, as: 1) }
        graph.add(name, as: 2)
        for constant in constants { graph.add(constant, as: 5) }
        graph.add(Self.value(input.name, columns: input.features), as: 11)
        graph.add(Self.value(output, columns: classes), as: 12)

        var operators = ProtobufMessage()
        operators.add("", as: 1)
        operators.add(13, as: 2)
        var model = ProtobufMessage()
        model.add(8, as: 1)
        model.add("proportions", as: 2)
        model.add(graph, as: 7)
        model.add(operators, as: 8)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            var entry = ProtobufMessage()
            entry.add(key, as: 1)
            entry.add(value, as: 2)
            model.add(entry, as: 14)
        }
        return model.bytes
    }

    /// A matrix of floats with any number of samples.
    private static func value(_ name: String, columns: Int) -> ProtobufMessage {
        var (samples, width, shape, tensor, type, value) = (
            ProtobufMessage(), ProtobufMessage(), ProtobufMessage(), ProtobufMessage(), ProtobufMessage(),
            ProtobufMessage()
        )
        samples.add("samples", as: 2)
        width.add(columns, as: 1)
        shape.add(samples, as: 1)
        shape.add(width, as: 1)
        tensor.add(1, as: 1)
        tensor.add(shape, as: 2)
        type.add(tensor, as: 1)
        value.add(name, as: 1)
        value.add(type, as: 2)
        return value
    }
}
