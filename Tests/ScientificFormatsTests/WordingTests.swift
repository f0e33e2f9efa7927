import Foundation
import ScientificFormats
import Testing

@Suite("Errors in one line")
struct WordingTests {
    private struct Lamp: Decodable {
        struct Line: Decodable { let wavelength: Double }

        enum State: String, Decodable { case on, off }

        let lines: [Line]
        let state: State?
    }

    @Test(
        "one of a text in JSON is told by the key that is at fault",
        arguments: [
            (#"{"lines": [{}]}"#, "'lines.Index 0.wavelength' is missing"),
            (#"{"lines": [{"wavelength": "x"}]}"#, "'lines.Index 0.wavelength' is not of its kind"),
            (#"{"lines": null}"#, "'lines' is not of its kind"), ("[]", "it is not of its kind"),
            (#"{"lines": "#, "it is no JSON"),
            (#"{"lines": [], "state": "broken"}"#, "'state' has a value that is not known"),
        ])
    func json(text: String, words: String) {
        #expect("\(Self.wording { _ = try JSONDecoder().decode(Lamp.self, from: Data(text.utf8)) })" == words)
    }

    @Test("one of Foundation is told by the file and what the system answered")
    func foundation() {
        let words = Self.wording { _ = try Data(contentsOf: URL(filePath: "/nowhere/at/all")) }
        #expect(words == "/nowhere/at/all: No such file or directory")
    }

    private static func wording(of body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(Wording(of: error))"
        }
    }
}
