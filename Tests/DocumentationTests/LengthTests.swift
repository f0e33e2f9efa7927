import Foundation
import TestSupport
import Testing

@Suite struct LengthTests {
    @Test func theReadmeHasAThousandWordsAtMost() throws {
        let words = try MarkdownFile("README.md").text.replacing(/<!--.*?-->/, with: "").split { $0.isWhitespace }
        #expect(words.count <= 1000)
    }

    @Test(
        arguments: try FileManager.default.contentsOfDirectory(
            atPath: MarkdownFile.repository + "Documentation/decisions"))
    func aDecisionIsAPageWithContextDecisionConsequencesAndDate(name: String) throws {
        let file = try MarkdownFile("Documentation/decisions/" + name)
        #expect(file.text.split { $0.isWhitespace }.count <= 450)
        guard name != "README.md" else { return }
        for section in ["context", "decision", "consequences"] { #expect(file.anchors().contains(section)) }
        #expect(file.text.contains(/\nDate: 2026-[0-9]{2}-[0-9]{2}\n/))
        #expect(try MarkdownFile("Documentation/decisions/README.md").links().contains { $0.target == name })
    }
}
