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
        ("a,b;c\n1;2\n", CSV.Separator.comma), ("a;b\n1,5;2\n", .semicolon), ("a\tb c\n1,5\t2\n", .tab),
        ("a\n1,5\n", .comma),
        ("\r\n\na;b\n", .semicolon), ("\"a,b\";c\n", .semicolon), ("", .comma),
    ])
    func theFirstLineTellsWhatSeparates(text: String, separator: CSV.Separator) {
        #expect(CSV.Separator(of: text) == separator)
    }

    @Test func valuesMayHoldWhatDoesNotSeparate() throws {
        #expect(
            try CSV.records(of: "a;\"b;c\"\n1,5;2\n", separatedBy: .semicolon).map(\.fields) == [
                ["a", "b;c"], ["1,5", "2"],
            ])
        #expect(try CSV.records(of: "a\tb\n", separatedBy: .tab).map(\.fields) == [["a", "b"]])
    }

    @Test func aCommaStandsBeforeDecimalsWhereItDoesNotSeparate() {
        #expect(CSV.Separator.semicolon.number(" 0,25 ") == 0.25 && CSV.Separator.tab.number("-1e-3") == -0.001)
        #expect(CSV.Separator.comma.number("0,25") == nil)
        for text in ["", "1,2,3", "nan", "inf", "0x1p3", "1 2", "12 %"] {
            #expect(CSV.Separator.semicolon.number(text) == nil, "\(text)")
        }
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
