import Commands
import DataCatalogue
import DeclarativeFiles
import DiffractionField
import Experiments
import Foundation
import HyperspectralField
import PowderDiffraction
import TestSupport
import Testing

/// What articles show in YAML is read by the readers that it is for.
@Suite struct SpecTests {
    private let folder: TemporaryFolder
    private static let experiments = MarkdownFile.repository + "experiments/"
    private static let blocks = MarkdownFile.all.flatMap { file in
        file.blocks.filter { $0.language == "yaml" }.map { (file.path, $0) }
    }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func articlesShowSpecs() {
        #expect(Self.blocks.count >= 5)
    }

    @Test(arguments: blocks)
    func everyBlockOfYAMLIsRight(path: String, block: MarkdownFile.Block) throws {
        let keys = sections(of: block.text).map(\.key)
        let place = "\(path):\(block.line)"
        if keys.contains("name") {
            try checkSpec(block.text, at: place)
        } else if keys.contains("dataset") {
            try checkPart(block.text, at: place)
        } else if block.text.contains("kind:") {
            let catalogue = try DataCatalogue.read(path: write(block.text, name: "datasets.yaml"))
            #expect(catalogue.names == keys, "\(place)")
        } else if block.text.contains("sites:") {
            #expect(try CrystalStructure.read(yaml: write(block.text, name: "structures.yaml")).isEmpty == false)
        } else {
            Issue.record("\(place): nothing reads this block of YAML")
        }
    }

    @Test func theMistakesOfASpecAreToldAsTheArticleShowsThem() throws {
        let article = try MarkdownFile("Documentation/Experiments.md")
        let shown = try #require(article.blocks.first { $0.text.contains("my-experiment.yaml:") })
        let spec = try #require(article.blocks.first { $0.language == "yaml" }).text
            .replacing("epochs: 100", with: "epoch: 100")
        let error = #expect(throws: InvalidDeclaration.self) { try validate(spec, name: "my-experiment.yaml") }
        #expect(error.map { "\($0)".replacing(folder.path + "/", with: "") } == shown.text)
    }

    /// A whole spec is right, and one that quotes a spec of the repository is the same.
    private func checkSpec(_ text: String, at place: String) throws {
        let specs = try validate(text, name: "spec.yaml")
        let committed = Self.experiments + specs[0].name + ".yaml"
        guard let original = try? String(contentsOfFile: committed, encoding: .utf8) else { return }
        let lines = original.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("#") }
        #expect(text + "\n" == lines.joined(separator: "\n"), "\(place) is not what \(committed) says")
    }

    /// Sections of a spec are right in the place of those of a spec of the repository with the same data.
    private func checkPart(_ text: String, at place: String) throws {
        let source = try #require(text.firstMatch(of: /source: ([a-z0-9-]+)/), "\(place)").output.1
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.experiments).filter {
            $0.hasSuffix(".yaml") && $0 != "datasets.yaml"
        }
        let originals = try names.sorted().map { try String(contentsOfFile: Self.experiments + $0, encoding: .utf8) }
        let original = try #require(originals.first { $0.contains("source: \(source)") }, "\(place)")
        let parts = sections(of: text)
        let others = sections(of: original).filter { section in !parts.contains { $0.key == section.key } }
        _ = try validate((others + parts).map(\.text).joined(separator: "\n"), name: "part.yaml")
    }

    /// The sections at the first level of a text in YAML.
    private func sections(of text: String) -> [(key: String, text: String)] {
        var sections: [(key: String, text: String)] = []
        for line in text.split(separator: "\n") {
            if let match = line.prefixMatch(of: /([a-z][a-z0-9-]*):/) {
                sections.append((String(match.output.1), String(line)))
            } else if let last = sections.indices.last {
                sections[last].text += "\n" + line
            }
        }
        return sections
    }

    private func write(_ text: String, name: String) throws -> String {
        let path = folder.path + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func validate(_ text: String, name: String) throws -> [ExperimentSpec] {
        let path = try write(text, name: name)
        return try ProportionsCommand.with(fields: [.hyperspectral, .diffraction]) {
            let options = try DeclarationOptions.parse(["--experiments", MarkdownFile.repository + "experiments"])
            return try Workspace(options).specs(paths: [path])
        }
    }
}
