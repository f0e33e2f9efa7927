import Commands
import DiffractionField
import Foundation
import HyperspectralField
import Testing

/// The reference of keys is what the readers ask for.
@Suite("Keys of specs")
struct SpecKeysTests {
    /// One for all tests, as it takes a while to make.
    private static let made = Result { try KeyDocument(fields: [.hyperspectral, .diffraction]) }
    private let document: KeyDocument

    init() throws {
        document = try Self.made.get()
    }

    @Test("the page in the documentation is the one that the readers give")
    func page() throws {
        let path = Program.repository + "/Documentation/SpecKeys.md"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(document.markdown().utf8).write(to: URL(filePath: path))
        }
        #expect(document.markdown() == (try String(contentsOfFile: path, encoding: .utf8)))
    }

    @Test("every key is explained, and every explanation has its key")
    func explanations() {
        for chapter in document.chapters {
            #expect(chapter.reference.unexplained().isEmpty, "\(chapter.title)")
            #expect(chapter.reference.unknownExplanations.isEmpty, "\(chapter.title)")
        }
    }

    @Test(
        "keys that only one choice has are there",
        arguments: ["split.block-size", "split.axis", "split.test[].rows", "dataset.grid.step", "contents.rgb.red"])
    func deepKeys(path: String) {
        #expect(document.chapters.contains { $0.reference.keys.contains { $0.path == path } })
    }
}
