import Foundation
import TestSupport
import Testing

/// What articles show after a command is what the program prints.
@Suite(.enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct ShownOutputTests {
    private static let data = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

    @Test(
        .enabled(if: data != nil, "PROPORTIONS_DATA does not name a folder with the files"),
        arguments: [
            (
                "Sources/DiffractionField/Documentation.docc/RefiningOwnPatterns.md", "proportions rietveld 08.xy ",
                ["xrd/experimental/08.xy"]
            ),
            (
                "Sources/HyperspectralField/Documentation.docc/UnmixingWholeImages.md", "proportions unmix ",
                ["hyperspectral/jasperRidge2_R198.mat", "hyperspectral/end4.mat"]
            ),
        ])
    func articlesShowWhatIsPrinted(article: String, beginning: String, files: [String]) throws {
        let blocks = try MarkdownFile(article).blocks
        let place = try #require(blocks.firstIndex { $0.language == "sh" && $0.text.hasPrefix(beginning) })
        let shown = blocks[place + 1]
        #expect(shown.language.isEmpty)
        let program = try Program()
        for file in files {
            let name = URL(filePath: file).lastPathComponent
            try FileManager.default.createSymbolicLink(
                atPath: program.folder + "/" + name,
                withDestinationPath: URL(filePath: try #require(Self.data)).appending(path: file).path())
        }
        let ending = try program.start(blocks[place].text.split(separator: " ").dropFirst().map(String.init)).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains(shown.text + "\n"), "\(ending.output)")
    }
}
