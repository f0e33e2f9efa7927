import Foundation
import TestSupport
import Testing

/// Tables in prose repeat numbers of the rendered ones.
///
/// `proportions check` compares those that are marked; here is that they are.
@Suite struct ResultTests {
    /// The titles of the methods that the rendered tables have.
    private static func methods() throws -> Set<String> {
        try ["table1", "table2", "table-instrument"].reduce(into: []) { titles, name in
            titles.formUnion(try RenderedTable(name).methods())
        }
    }

    @Test(arguments: ["README.md", "Documentation/Results.md"])
    func everyRowOfAResultIsMarked(path: String) throws {
        let methods = try Self.methods()
        let file = try MarkdownFile(path)
        let shown = file.tables().filter { methods.intersection($0.header).count > 1 }
        #expect(shown.count >= 2)
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        for table in shown {
            #expect(table.header.dropFirst().allSatisfy(methods.contains), "\(path):\(table.line)")
            for index in table.rows.indices {
                #expect(lines[table.line + 1 + index].contains("<!-- = table"), "\(path):\(table.line + 2 + index)")
            }
        }
    }
}
