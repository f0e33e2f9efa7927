import DataCatalogue
import Foundation
import Testing

@Suite("Finding and verifying data files")
final class LocationTests {
    private let folder: TemporaryFolder
    private var root: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("the folders the user names come first, then PROPORTIONS_DATA, then data")
    func order() {
        #expect(
            DataLocation(explicit: ["a", "b"], environment: ["PROPORTIONS_DATA": "c"]).folders == [
                "a", "b", "c", "data",
            ])
        #expect(DataLocation(explicit: [], environment: [:]).folders == ["data"])
        #expect(DataLocation(explicit: ["data"], environment: ["PROPORTIONS_DATA": ""]).folders == ["data"])
    }

    @Test("a file is found by its path, then by its name, then in the next folder")
    func locate() throws {
        let file = try dataFile("path: sub/a.mat")
        let location = DataLocation(explicit: [root + "/first", root + "/second"], environment: [:])
        #expect(location.locate(file) == nil)
        #expect(location.destination(of: file) == root + "/first/sub/a.mat")

        // A folder of that name is no file.
        try FileManager.default.createDirectory(atPath: root + "/first/a.mat", withIntermediateDirectories: true)
        #expect(location.locate(file) == nil)
        for path in ["/second/a.mat", "/second/sub/a.mat", "/first/sub/a.mat"] {
            try write("x", to: root + path)
            #expect(location.locate(file) == root + path)
        }
    }

    @Test("a file is ok, another one, unverified or missing")
    func condition() throws {
        // printf 'hello\\n' | git hash-object --stdin
        let id = "ce013625030ba8dba906f756967f9e9ca394464a"
        let file = try dataFile("path: a.mat, blob: \(id)")
        let path = root + "/a.mat"
        let location = DataLocation(explicit: [root], environment: [:])
        #expect(location.condition(of: file) == .missing(searched: [path, "data/a.mat"]))
        try write("hello\n", to: path)
        #expect(location.condition(of: file) == .intact(path: path))
        #expect(location.condition(of: try dataFile("path: a.mat")) == .unverified(path: path, found: id))
        try write("hello", to: path)
        let altered = location.condition(of: file)
        // printf hello | git hash-object --stdin
        #expect(
            "\(altered)"
                == "not the file that is meant: \(path) has the git blob id b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0, expected \(id)"
        )
    }

    @Test(
        "the published files are the ones that the catalogue means",
        .enabled(
            if: ProcessInfo.processInfo.environment["PROPORTIONS_DATA"] != nil,
            "PROPORTIONS_DATA does not name a folder with the published data"))
    func published() throws {
        let catalogue = try DataCatalogue.read(
            path: Repository.root + "/Sources/HyperspectralField/Resources/datasets.yaml")
        for file in try #require(catalogue["jasper-ridge"]).files {
            let path = try #require(DataLocation().locate(file))
            #expect(DataLocation().condition(of: file) == .intact(path: path))
        }
    }
}
