import DeclarativeFiles
import Foundation
import Reports
import Testing

@Suite struct PaperClaimsTests {
    private static func claims(_ lines: String, losses: String = "[a, b, c]") throws -> PaperClaims {
        try PaperClaims(text: "losses: \(losses)\nclaims:\n" + lines, path: "claims.yaml")
    }

    private static func claim(_ test: String) -> String {
        "  - id: x\n    says: It is so.\n    place: Table 1\n    test: \(test)\n"
    }

    private static func contrasts(_ test: String) throws -> [String] {
        guard case .comparison(let comparison) = try claims(claim(test)).claims[0].test else { return [] }
        return comparison.contrasts.map(\.description)
    }

    @Test("every kind of comparison names its contrasts, the side that is said to be better first")
    func kinds() throws {
        #expect(
            try Self.contrasts("{best: {metric: mmae, on: e/p, methods: [a]}}") == ["e/p/a e/p/b", "e/p/a e/p/c"])
        #expect(
            try Self.contrasts("{worst: {metric: mmae, on: e/p, methods: [a]}}") == ["e/p/b e/p/a", "e/p/c e/p/a"])
        #expect(
            try Self.contrasts("{better: {metric: rrs, on: e/p, methods: [a, b], than: [d]}}")
                == ["e/p/a e/p/d", "e/p/b e/p/d"])
        #expect(
            try Self.contrasts("{better-here: {metric: rmse, on: e/p, than-on: f/q, methods: [a, b]}}")
                == ["e/p/a f/q/a", "e/p/b f/q/b"])
        #expect(
            try Self.contrasts("{similar: {metric: rmse, on: e/p, methods: [a, b, c], within: 0.5}}")
                == ["e/p/a e/p/b", "e/p/a e/p/c", "e/p/b e/p/c"])
        #expect(
            try Self.claims(Self.claim("{untestable: nobody knows}")).claims[0].test == .none(reason: "nobody knows"))
    }

    @Test(
        "what is wrong is told with its place",
        arguments: [
            (
                claim("{bset: {metric: mmae, on: e/p, methods: [a]}}"),
                "6:12: unknown kind of test 'bset'; did you mean 'best'?"
            ),
            (claim("{best: {metric: mame, on: e/p, methods: [a]}}"), "unknown score 'mame'; did you mean 'mmae'?"),
            (claim("{best: {metric: mmae, on: e, methods: [a]}}"), "'e' must be EXPERIMENT/PART"),
            (claim("{untestable: no}") + "    splits: [e/p, f]\n", "'f' must be EXPERIMENT/PART"),
            (claim("{best: {metric: mmae, on: e/p, methods: [a, b, c]}}"), "no loss is left to compare with"),
            (
                claim("{similar: {metric: mmae, on: e/p, methods: [a], within: 1}}"),
                "at least 2 different methods are needed"
            ),
            (claim("{similar: {metric: mmae, on: e/p, methods: [a, b], within: 0}}"), "above 0"),
            (claim("{best: {metric: mmae, on: e/p, methods: [a], than: [b]}}"), "unknown key 'than'"),
            (claim("{untestable: no}") + claim("{untestable: no}"), "two claims are called 'x'"),
            ("  - id: x\n    says: It is so.\n    test: {untestable: no}\n", "missing key 'place'"),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: InvalidDeclaration.self) { _ = try Self.claims(text) }
        let description = error?.description ?? ""
        #expect(description.hasPrefix("claims.yaml:") && description.contains(message), "\(description)")
        #expect(error?.problems.count == 1, "\(description)")
    }

    @Test("the paper's claims are read, and say nothing of how they come out")
    func paper() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appending(path: "paper-tables/published/claims.yaml").path()
        let claims = try PaperClaims(contentsOfFile: path).claims
        #expect(claims.count == 29)
        #expect(claims.allSatisfy { !$0.statement.isEmpty && $0.statement.hasSuffix(".") && !$0.source.isEmpty })
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains("verdict:"))
        // A split whose experiment has no records is passed over; so a wrong name must be found here.
        for split in claims.flatMap(\.splits) {
            let spec = try String(
                contentsOf: root.appending(path: "experiments/\(split.experiment).yaml"), encoding: .utf8)
            #expect(spec.contains("\nname: \(split.experiment)\n") && spec.contains("{part: \(split.part),"))
        }
        #expect(claims.count { $0.splits.count == 2 } == 7)
    }
}
