import Foundation
import ScientificFormats
import Testing

@Suite struct PowderFormatTests {
    private static let sources = URL(filePath: #filePath)
        .appending(path: "../../../Sources/ScientificFormats").standardized

    @Test func everyFormatInTheSourcesIsRead() throws {
        let folder = Self.sources.appending(path: "Powder")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let conforming = try files.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).matches(of: /(?:enum|struct|extension) (\w+): PowderFormat\b/)
                .map { String($0.1) }
        }
        #expect(conforming.sorted() == PowderScan.formats.map { "\($0)" }.sorted())
    }

    @Test func noTwoFormatsHaveOneNameOrOneEnding() {
        let formats = PowderScan.formats
        #expect(Set(formats.map { $0.name }).count == formats.count)
        let endings = formats.flatMap { $0.endings }
        #expect(
            Set(endings).count == endings.count && endings.allSatisfy { $0 == $0.lowercased() && !$0.contains(".") })
        #expect(formats.allSatisfy { !$0.endings.isEmpty })
    }

    @Test(arguments: ["attenuated.xrdml", "plain.brml", "plain.raw", "plain.rasx"])
    func theFirstBytesOfAFileAreThoseOfOneFormat(name: String) throws {
        let bytes = try FileBytes.read(path: powderFixture(name))
        let formats = PowderScan.formats.filter { $0.recognizes(bytes) }
        #expect(formats.count == 1 && formats.first?.endings == [String(name.split(separator: ".")[1])])
    }

    @Test func theArticleListsEveryFormatWithItsEndings() throws {
        let article = Self.sources.appending(path: "Documentation.docc/ReadingPowderPatterns.md")
        let rows = try String(contentsOf: article, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
        for format in PowderScan.formats {
            let row = try #require(rows.first { $0.hasPrefix("| \(format.name) |") }, "\(format.name)")
            for ending in format.endings { #expect(row.contains("`.\(ending)`"), "\(format.name): .\(ending)") }
        }
        #expect(rows.count == PowderScan.formats.count + 1)
    }
}
