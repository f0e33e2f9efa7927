internal import Foundation
internal import ScientificFormats

/// Files beside the page that hold what no record does, as JSON.
enum PageFile {
    /// The bytes of a file.
    static func encode(_ contents: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(contents)) + [0x0a]
    }

    /// What a file holds.
    ///
    /// - Throws: A `FormatError` where it is damaged.
    static func decode<Contents: Decodable>(
        _ type: Contents.Type, _ bytes: [UInt8], path: String
    ) throws -> Contents {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw FormatError(
                file: path, reason: "is damaged, or of another version of the program; './reproduce' makes it again")
        }
    }

    /// Contents as a script of the page reads them: what could end the element that holds them is written in another way.
    static func script(_ contents: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(contents), as: UTF8.self).replacing("<", with: "\\u003c")
    }
}
