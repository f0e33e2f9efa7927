import ScientificFormats
import Testing

@Suite struct CSVTableTests {
    @Test func valuesAreFoundByTheNamesOfTheirColumns() throws {
        let table = try CSVTable("b,a\n1,\"2,3\"\n\n4,5\n")
        #expect(table.columns == ["b", "a"] && table.headerLine == 1)
        #expect(table.rows.map { $0["a"] } == ["2,3", "5"] && table.rows.map { $0["b"] } == ["1", "4"])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test func columnsCanBeRenamed() throws {
        let table = try CSVTable("File,x\n1,2\n") { $0.lowercased() }
        #expect(table.columns == ["file", "x"] && table.rows.first?["file"] == "1")
    }

    @Test(arguments: [",", ";", "\t"])
    func tablesThatPeopleMakeAreReadWhateverSeparatesThem(separator: String) throws {
        let text = "\u{FEFF}file" + separator + "x\r\n01.xy" + separator + "0.5\r\n"
        let table = try CSVTable(bytes: Array(text.utf8), path: "my.csv")
        #expect(table.columns == ["file", "x"] && table.rows.first?["file"] == "01.xy")
        #expect(table.rows.first?.number("x") == 0.5 && table.rows.first?.number("file") == nil)
        let error = try #require(throws: FormatError.self) {
            try CSVTable(bytes: Array((text + "1\n").utf8), path: "my.csv")
        }
        #expect(error.description == "my.csv: line 3: 1 fields, where the header has 2")
        let nameless = try #require(throws: FormatError.self) {
            try CSVTable(bytes: Array("\n0\(separator)0.5\n1\(separator)0.5\n".utf8), path: "my.csv")
        }
        #expect(
            nameless.description
                == "my.csv: line 2: numbers, where the names of the columns are expected; put a line with a "
                + "name for each column before it, such as 'name-1\(separator)name-2'")
    }

    @Test(arguments: ["", "\n\n"])
    func anEmptyTextHasNoColumns(text: String) throws {
        let table = try CSVTable(text)
        #expect(table.columns.isEmpty && table.rows.isEmpty)
    }

    @Test(arguments: [
        ("a,b,a\n", 1, "the column 'a' is there twice"), ("a,b\n1,2\n1\n", 3, "1 fields, where the header has 2"),
        ("\na,b\n1,2,3\n", 3, "3 fields, where the header has 2"), ("a\n\"1\n", 2, "a quoted field does not end"),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, line: Int, reason: String) {
        #expect { try CSVTable(text) } throws: {
            ($0 as? CSV.Malformed).map { $0.line == line && $0.reason == reason } == true
        }
    }

    @Test func aColumnThatIsNotThereIsAnErrorOfTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let table = try CSVTable("a\n1\n")
            _ = table.rows[0]["b"]
        }
    }
}
