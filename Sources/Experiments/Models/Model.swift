internal import Foundation
internal import NeuralNetworks
internal import NumericalMethods
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
    /// What its networks say of the validation samples of their training; nothing in files that do not keep it.
    public let validation: ValidationProportions?

    /// The name of the file that a run leaves.
    static let fileName = "model.safetensors"

    /// The key of the description among the metadata of a file.
    static let metadataKey = "proportions-model"

    /// Puts a model of one network together.
    ///
    /// - Parameters:
    ///   - description: What it is.
    ///   - network: The network.
    ///   - samples: The validation samples of its training.
    ///   - place: Where it comes from.
    init(_ description: ModelDescription, network: TrainedNetwork, validatedOn samples: LabelledSamples, place: String)
    {
        self.description = description
        self.place = place
        networks = [network]
        validation = ValidationProportions(
            targets: samples.proportions, members: [EnsembleInference([network]).infer(samples.inputs).mean])
    }

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
                reason: "holds weights, and not what samples they are for; name '\(Self.fileName)', or train it again")
        }
        let description: ModelDescription
        do {
            description = try JSONDecoder().decode(ModelDescription.self, from: Data(text.utf8))
        } catch {
            throw FormatError(
                file: path, place: Self.metadataKey, reason: "not the description of a model: \(Wording(of: error))")
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
        var (targets, members) = (Matrix<Double>?.none, [Matrix<Double>?](repeating: nil, count: count))
        func proportions(_ tensor: NamedTensor) throws -> Matrix<Double> {
            guard
                let found = ValidationProportions.proportions(of: tensor, classes: description.classes.count)
            else { throw FormatError(file: path, place: "tensor '\(tensor.name)'", reason: "holds no proportions") }
            return found
        }
        for tensor in tensors {
            guard tensor.name != ValidationProportions.targetsName else {
                targets = try proportions(tensor)
                continue
            }
            let parts = tensor.name.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == (count == 1 ? 1 : 2), let name = parts.last,
                let member = count == 1 ? 1 : Int(parts[0]), (1...count).contains(member)
            else { throw FormatError(file: path, place: "tensor '\(tensor.name)'", reason: "belongs to no network") }
            guard name != ValidationProportions.membersName else {
                members[member - 1] = try proportions(tensor)
                continue
            }
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
            throw fault("\(Wording(of: error))")
        }
        self.description = description
        place = path
        let known = members.compactMap(\.self)
        guard (targets == nil) == known.isEmpty, known.isEmpty || known.count == count,
            known.allSatisfy({ $0.rows == targets?.rows })
        else { throw fault("holds what some of its networks say of validation samples, and not what all say") }
        validation = targets.map { ValidationProportions(targets: $0, members: known) }
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
        let parts = models.compactMap(\.validation)
        guard parts.allSatisfy({ $0.targets == parts.first?.targets }) else {
            throw FormatError(file: place, reason: "holds networks that were validated on different samples")
        }
        validation =
            parts.count == models.count
            ? parts.first.map { ValidationProportions(targets: $0.targets, members: parts.flatMap(\.members)) } : nil
    }

    /// The model as the contents of a file.
    ///
    /// Tensors of the only network are named `LAYER.BLOCK`; those of several `MEMBER/LAYER.BLOCK`, counted from one.
    package func encoded() throws -> [UInt8] {
        var tensors = networks.enumerated().flatMap { index, network in
            let prefix = networks.count == 1 ? "" : "\(index + 1)/"
            return network.parameters.map {
                NamedTensor(name: prefix + $0.name, shape: $0.shape, values: $0.values)
            } + (validation.map { [$0.memberTensor(index, prefix: prefix)] } ?? [])
        }
        if let validation { tensors.append(validation.targetsTensor) }
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

extension Model {
    /// What makes sets of proportions of its predictions, fitted to its validation samples.
    ///
    /// - Parameter level: How often a set is to hold the true proportions, above 0 and below 1.
    /// - Returns: The calibration; nothing where the model does not keep its validation samples.
    /// - Throws: `TooFewSamples` where these are too few for the level.
    public func calibration(level: Double) throws(TooFewSamples) -> Calibration? {
        guard let validation else { return nil }
        return try Calibration(
            fitting: validation.prediction(), targets: validation.targets, level: level,
            fittedOn: "the validation samples of '\(description.experiment)'")
    }
}
