import DeclarativeFiles
import Testing

@Suite("Suggestions for misspelt names")
struct SpellingTests {
    @Test(
        "only what is close is suggested",
        arguments: [
            ("mae", "mse"), ("mmse", "mse"), ("ms", "mse"), ("MSE", "mse"), ("mes", "mse"), ("esm", nil), ("x", nil),
            ("", nil),
            ("ec-softmax", "ce-softmax"), ("ce_softmax", "ce-softmax"), ("ce-sfotmaxx", "ce-softmax"),
            ("c-sftmx", "ce-softmax"), ("c-sftm", nil), ("softmax", "ce-softmax"), ("max", nil),
        ] as [(String, String?)])
    func suggestions(written: String, meant: String?) {
        #expect(Spelling.suggestion(for: written, among: ["k", "mse", "ce-softmax"]) == meant)
    }

    @Test("the closest wins, and the first of equals")
    func closest() {
        #expect(Spelling.suggestion(for: "bandz", among: ["bend", "bands", "bandy"]) == "bands")
        #expect(Spelling.suggestion(for: "epoch", among: ["epocs", "epoch-s", "epochs"]) == "epocs")
    }

    @Test("a text of a million characters costs nothing")
    func longText() {
        #expect(Spelling.suggestion(for: String(repeating: "a", count: 1_000_000), among: ["mse"]) == nil)
    }
}
