public import ArgumentParser
internal import Foundation

/// Where the declarations are.
public struct DeclarationOptions: ParsableArguments {
    /// The folder of the specs and of the data catalogue.
    @Option(name: .customLong("experiments"), help: "The folder of the specs, and of datasets.yaml where there is one.")
    public var experimentsFolder = "experiments"

    /// The endings of declarations.
    private static let endings = [".yaml", ".yml"]

    /// The names that the data catalogue may have.
    private static let catalogueNames = endings.map { "datasets" + $0 }

    /// The file of the data catalogue, which need not be there.
    ///
    /// - Returns: `datasets.yaml`, or `datasets.yml` where there is one.
    /// - Throws: A `ValidationError` where there are both.
    func catalogueFile() throws -> String {
        let present = Self.catalogueNames.map { experimentsFolder + "/" + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
        guard present.count < 2 else {
            throw ValidationError(
                "there are two catalogues of datasets, \(present.joined(separator: " and ")); join them")
        }
        return present.first ?? experimentsFolder + "/" + Self.catalogueNames[0]
    }

    /// The files of specs on a shelf, in the order of their names; none for ``Shelf/elsewhere``.
    func specFiles(on shelf: Shelf) -> [String] {
        let beyond = experimentsFolder + "/beyond"
        return switch shelf {
        case .paper: specFiles(in: experimentsFolder)
        case .beyond: specFiles(in: beyond)
        case .furtherBeyond: Self.names(in: beyond).flatMap { specFiles(in: beyond + "/" + $0) }
        case .elsewhere: []
        }
    }

    private func specFiles(in folder: String) -> [String] {
        Self.names(in: folder)
            .filter { name in Self.endings.contains(where: name.hasSuffix) && !Self.catalogueNames.contains(name) }
            .map { folder + "/" + $0 }
    }

    /// What lies in a folder, by name; nothing where there is no such folder.
    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Makes the options; the parser fills them in.
    public init() {}
}
