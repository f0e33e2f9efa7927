import ScientificFormats
import Testing

@Suite struct CSVTests {
    @Test func quotesWhatNeedsQuotes() {
        #expect(CSV.line(["a", "b c", ""]) == "a,b c,\n")
        #expect(
            CSV.line(["a,b", "say \"x\"", "two\nlines", "\r"]) == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"\r\"\n")
    }

    @Test func readsWhatItWrites() throws {
        let records = [["a,b", "", "\"", "two\nlines"], ["", "é θ", " ", "&"]]
        let read = try CSV.records(of: records.map(CSV.line).joined())
        #expect(read.map(\.fields) == records)
        #expect(read.map(\.line) == [1, 3])
    }

    @Test func readsForeignLineEnds() throws {
        #expect(try CSV.records(of: "a,b\r\nc,d").map(\.fields) == [["a", "b"], ["c", "d"]])
        #expect(try CSV.records(of: "").isEmpty)
        #expect(try CSV.records(of: "a,").map(\.fields) == [["a", ""]])
        #expect(try CSV.records(of: "a\n\"\"").map(\.fields) == [["a"], [""]])
    }

    @Test(arguments: [
        ("a\nb\"c", 2, "a quote inside of an unquoted field"), ("\"a\"b", 1, "text behind a closing quote"),
        ("x\n\"a\n\n", 2, "a quoted field does not end"),
    ])
    func refusesMalformedText(text: String, line: Int, reason: String) {
        #expect { try CSV.records(of: text) } throws: {
            ($0 as? CSV.Malformed).map { $0.line == line && $0.reason == reason } == true
        }
    }
}
