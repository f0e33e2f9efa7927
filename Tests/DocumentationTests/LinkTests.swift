import Foundation
import TestSupport
import Testing

@Suite struct LinkTests {
    private static let files = MarkdownFile.all
    private static let names: Set<String> = {
        let walker = FileManager.default.enumerator(atPath: MarkdownFile.repository)
        var names: Set<String> = []
        while let path = walker?.nextObject() as? String {
            let isHidden = path.hasPrefix(".") || path.contains("/.build")
            if isHidden { walker?.skipDescendants() } else { names.insert("/" + path) }
        }
        return names
    }()

    @Test func everyArticleIsLookedAt() {
        let paths = Self.files.map(\.path)
        for path in ["README.md", "CONTRIBUTING.md", "Documentation/Experiments.md", "Benchmarks/README.md"] {
            #expect(paths.contains(path))
        }
        #expect(paths.filter { $0.contains("Documentation.docc") }.count > 20)
    }

    @Test(arguments: files)
    func everyRelativeLinkLeadsSomewhere(file: MarkdownFile) throws {
        let folder = URL(filePath: MarkdownFile.repository + file.path).deletingLastPathComponent()
        for (line, target) in file.links() where !target.contains("://") && !target.hasPrefix("mailto:") {
            let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let place = parts[0].isEmpty ? file.path : parts[0]
            let url = parts[0].isEmpty ? URL(filePath: MarkdownFile.repository + place) : folder.appending(path: place)
            let path = url.standardized.path()
            #expect(FileManager.default.fileExists(atPath: path), "\(file.path):\(line): no file \(target)")
            if parts.count > 1, FileManager.default.fileExists(atPath: path) {
                let anchors = try MarkdownFile(String(path.dropFirst(MarkdownFile.repository.count))).anchors()
                #expect(anchors.contains(parts[1]), "\(file.path):\(line): no section \(target)")
            }
        }
    }

    @Test(arguments: files)
    func everyFileThatAnArticleNamesIsThere(file: MarkdownFile) {
        let roots = [
            "Sources/", "Tests/", "Benchmarks/", "Documentation/", "examples/", "experiments/", "scripts/",
            "paper-tables/",
        ]
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        for (line, span) in file.codeSpans() {
            let isPath = span.contains("/") && roots.contains(where: span.hasPrefix)
            guard isPath || span.hasSuffix(".swift"), !span.contains(" ") else { continue }
            // A name that the reader is to choose, or one of several.
            // Users may add it.
            guard span != "experiments/datasets.yaml" else { continue }
            guard !span.contains(/[Yy]our|My|NAME|[A-Z]Table|tableN|Type\+|-stand-in|[*…{<]/) else { continue }
            let wanted = "/" + (span.hasSuffix("/") ? String(span.dropLast()) : span)
            // A path begins in the repository or, in a package within it, beside the article.
            let isThere =
                isPath
                ? Self.names.contains(wanted) || Self.names.contains("/" + folder + wanted)
                : Self.names.contains { $0.hasSuffix(wanted) }
            #expect(isThere, "\(file.path):\(line): no file \(span)")
        }
    }
}
