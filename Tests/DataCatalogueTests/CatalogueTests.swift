import DataCatalogue
import DeclarativeFiles
import Testing

@Suite("The data catalogue")
struct CatalogueTests {
    @Test("the committed catalogue is valid and says where Jasper Ridge comes from")
    func committed() throws {
        let catalogue = try DataCatalogue.read(
            path: Repository.root + "/Sources/HyperspectralField/Resources/datasets.yaml")
        let jasper = try #require(catalogue["jasper-ridge"])
        #expect(catalogue.names.first == "jasper-ridge")
        #expect(catalogue["urbane"] == nil)
        #expect(jasper.title == "Jasper Ridge")
        #expect(jasper.kind == "hyperspectral-image")
        #expect(jasper.files.map(\.role) == ["image", "truth"])
        #expect(jasper.file(role: "image")?.name == "jasperRidge2_R198.mat")
        #expect(jasper.file(role: "truth")?.blob == "2b6792fd0049c8327a2547acc74b0aabdacc4c89")
        #expect(jasper.file(role: "library") == nil)
        for entry in catalogue.datasets {
            for text in [entry.citation, entry.license, entry.byHand] { #expect(!text.isEmpty) }
            // The measured patterns circulate with more and with fewer digits.
            guard entry.name != "xrd" else { continue }
            for file in entry.files { #expect(file.blob != nil, "\(file.path) cannot be verified") }
        }
    }

    @Test("contents are read by their kind, and their mistakes have places")
    func contents() throws {
        let catalogue = try DataCatalogue.parse(text: Self.text(file: "path: a.mat"), file: "d.yaml")
        let entry = try #require(catalogue["scene"])
        let image = try entry.contents { $0.structured("image") }
        #expect(image == "image")
        let error = #expect(throws: InvalidDeclaration.self) {
            try entry.contents { $0.string("layuot") }
        }
        #expect(error?.description == "d.yaml:9:13: missing key 'layuot' in 'scene.contents'")
    }

    @Test(
        "mistakes in a file's declaration are found",
        arguments: [
            ("path: /etc/passwd", ":8:25: a path leads down from the data folder"),
            ("path: ../a.mat", ":8:25: a path leads down"),
            ("path: a//b.mat", ":8:25: a path leads down"),
            ("path: ''", ":8:25: a path leads down"),
            ("path: a.mat, blob: 7CA30C40F8A2E4D55477F5CE5722576B0150E8D4", ":8:38: a git blob id has 40"),
            ("path: a.mat, blob: 7ca3", ":8:38: a git blob id has 40"),
            ("path: a.mat, sources: ['file:///etc/passwd']", ":8:41: a source is an address"),
            ("path: a.mat, sources: ['-o/etc/passwd']", ":8:41: a source is an address"),
            ("path: a.mat, bytes: -1", ":8:39: 'scene.files.image.bytes' must be a whole number of at least 0"),
            ("path: a.mat, sorces: []", ":8:32: unknown key 'sorces' in 'scene.files.image'; did you mean 'sources'?"),
            ("blob: 7ca3", "missing key 'path' in 'scene.files.image'"),
        ])
    func fileMistakes(file: String, message: String) {
        let error = #expect(throws: InvalidDeclaration.self) {
            try DataCatalogue.parse(text: Self.text(file: file), file: "d.yaml")
        }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("mistakes of several entries are found at once")
    func entryMistakes() {
        let error = #expect(throws: InvalidDeclaration.self) {
            try DataCatalogue.parse(text: "Scene 1: {files: {}}\nb: 5\n", file: "d.yaml")
        }
        let messages = error?.problems.map(\.message) ?? []
        #expect(messages.contains("the name of a dataset is made of lower-case letters, digits and hyphens"))
        #expect(messages.contains("a dataset has at least one file"))
        #expect(messages.contains("missing key 'license' in 'Scene 1'"))
        #expect(messages.contains("'b' must be a mapping (key: value), but is 5"))
    }

    /// A catalogue of one dataset whose one file is given.
    static func text(file: String) -> String {
        """
        scene:
          title: A scene
          kind: hyperspectral-image
          citation: nobody
          license: none
          homepage: http://127.0.0.1:9/page
          by-hand: Ask for it.
          files: {image: {\(file)}}
          contents: {image: image}
        """
    }

    @Test("datasets are added behind those that are there, and none takes another's place")
    func adding() throws {
        func catalogue(_ names: String...) throws -> DataCatalogue {
            let entries = names.map {
                """
                \($0):
                  title: \($0)
                  kind: toy
                  citation: none
                  license: none
                  homepage: https://example.org
                  by-hand: none
                  files: {signals: {path: toy.txt}}
                  contents: {}

                """
            }
            return try DataCatalogue.parse(text: entries.joined(), file: "more.yaml")
        }
        let both = try DataCatalogue.empty.adding(catalogue("sand", "silt")).adding(catalogue("clay"))
        #expect(both.names == ["sand", "silt", "clay"])
        let error = try #require(throws: InvalidDeclaration.self) { try both.adding(catalogue("loam", "silt")) }
        #expect(error.description.hasPrefix("more.yaml:11:3: a dataset 'silt' is there already"), "\(error)")
    }
}
