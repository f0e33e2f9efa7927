package import Foundation

/// The files of `Tests/Fixtures`.
package enum Fixtures {
    /// The place of a file, by its path below the folder.
    package static func url(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(path)").standardized
    }

    /// What a JSON file holds.
    package static func json<Contents: Decodable>(_ path: String, as type: Contents.Type = Contents.self) throws
        -> Contents
    {
        try JSONDecoder().decode(type, from: Data(contentsOf: url(path)))
    }
}
