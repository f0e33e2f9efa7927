import Foundation

/// Reads a file of `Tests/Fixtures/networks`.
func networkFixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let file = tests.appending(path: "Fixtures/networks/\(name)")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}
