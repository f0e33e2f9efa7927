internal import Foundation
internal import NeuralNetworks
public import ProportionInference
internal import ScientificFormats

/// Trained networks with all that it takes to apply them to other samples.
///
/// <doc:ModelFiles> describes the file.
public struct Model: Sendable {
    /// What it is.
    public let description: ModelDescription
    /// Its networks, in the order of the description's members.
    public let networks: [TrainedNetwork]
    /// Where it was found, as messages name it.
    public let place: String

    /// The key of the description among the metadata of a file.
    static let metadataKey = "proportions-model"

    /// Reads a model from the contents of a file.
    ///
    /// - Parameters:
    ///   - bytes: The contents.
    ///   - path: The file, for messages.
    ///   - catalogues: Where losses and architectures are found by their names.
    /// - Throws: `FormatError` where the file is damaged or holds no model, or the program lacks what the model needs.
    package init(bytes: [UInt8], path: String, catalogues: Catalogues) throws {
        let (tensors, metadata) = try SafetensorsFile.decode(bytes, path: path)
        guard let text = metadata[Self.metadataKey] else {
            throw FormatError(
                file: path,
                reason: "holds weights and not what samples they are for, as those of older runs; train it again")
        }
        let description: ModelDescription
        do {
            description = try JSONDecoder().decode(ModelDescription.self, from: Data(text.utf8))
        } catch {
            throw FormatError(file: path, place: Self.metadataKey, reason: "not the description of a model: \(error)")
        }
        func fault(_ reason: String) -> FormatError { FormatError(file: path, reason: reason) }
        guard description.format == ModelDescription.currentFormat else {
            throw fault("version \(description.format) of the format of models, not \(ModelDescription.currentFormat)")
        }
        guard let loss = catalogues.losses[description.loss.name] else {
            throw fault("was trained with the loss '\(description.loss.name)', which this program does not have")
        }
        guard let architecture = catalogues.architectures[description.architecture.name],
            architecture.card.revision == description.architecture.revision
        else {
            throw fault(
                "needs revision \(description.architecture.revision) of the network "
                    + "'\(description.architecture.name)', which this program does not have")
        }
        guard loss.card.revision == description.loss.revision else {
            throw fault("needs revision \(description.loss.revision) of the loss '\(loss.card.name)'")
        }
        let count = description.members.count
        guard count > 0, description.classes.count > 1, description.features > 0 else {
            throw fault("describes a model without networks, classes or features")
        }
        var parameters = [[NamedParameters]](repeating: [], count: count)
        for tensor in tensors {
            let parts = tensor.name.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == (count == 1 ? 1 : 2), let name = parts.last,
                let member = count == 1 ? 1 : Int(parts[0]), (1...count).contains(member)
            else { throw FormatError(file: path, place: "tensor '\(tensor.name)'", reason: "belongs to no network") }
            parameters[member - 1].append(
                NamedParameters(name: name, shape: tensor.shape, values: tensor.values))
        }
        do {
            networks = try parameters.map {
                try TrainedNetwork(
                    parameters: $0, architecture: architecture, loss: loss, features: description.features,
                    classes: description.classes.count)
            }
        } catch {
            throw fault("\(error)")
        }
        self.description = description
        place = path
    }

    /// Joins the networks of models that were trained alike.
    ///
    /// - Parameters:
    ///   - models: The models, one or more.
    ///   - place: Where they were found.
    /// - Throws: `FormatError` where one was trained on other samples, or otherwise.
    init(joining models: [Model], place: String) throws {
        guard let first = models.first else { throw FormatError(file: place, reason: "holds no model") }
        if let other = models.first(where: { !$0.description.isAlike(first.description) }) {
            throw FormatError(
                file: other.place, reason: "was trained on other samples, or otherwise, than '\(first.place)'")
        }
        var description = first.description
        description.members = models.flatMap(\.description.members)
        self.description = description
        networks = models.flatMap(\.networks)
        self.place = place
    }

    /// The model as the contents of a file.
    ///
    /// Tensors of the only network are named `LAYER.BLOCK`; those of several `MEMBER/LAYER.BLOCK`, counted from one.
    package func encoded() throws -> [UInt8] {
        let tensors = networks.enumerated().flatMap { index, network in
            network.parameters.map {
                NamedTensor(
                    name: networks.count == 1 ? $0.name : "\(index + 1)/\($0.name)", shape: $0.shape,
                    values: $0.values)
            }
        }
        return SafetensorsFile.encode(tensors, metadata: try description.metadata())
    }
}

extension ModelDescription {
    /// The description as a file of weights has it among its metadata.
    func metadata() throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [Model.metadataKey: String(decoding: try encoder.encode(self), as: UTF8.self)]
    }
}
