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

    /// The files of the folder that are specs, by their endings, in the order of their names.
    ///
    /// - Parameter beyond: Whether those of its folder `beyond` are meant, which only leaderboards ask for.
    /// - Returns: The paths.
    func specFiles(beyond: Bool = false) -> [String] {
        let folder = experimentsFolder + (beyond ? "/beyond" : "")
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            .filter { name in Self.endings.contains(where: name.hasSuffix) && !Self.catalogueNames.contains(name) }
            .map { folder + "/" + $0 }
    }

    /// Makes the options; the parser fills them in.
    public init() {}
}
