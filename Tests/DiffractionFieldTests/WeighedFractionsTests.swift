import DiffractionField
import PowderDiffraction
import ScientificFormats
import Testing

@Suite struct WeighedFractionsTests {
    private func read(_ text: String, classes: [String] = ["calcite", "gibbsite"]) throws -> WeighedFractions {
        try WeighedFractions.decode(Array(text.utf8), path: "labels.csv", classes: classes)
    }

    @Test func findsColumnsByTheirNames() throws {
        let table = try read("gibbsite,file,calcite\n0.25,01.xy,0.75\n1,\"a,b.xy\",0.0\n")
        #expect(table.classes == ["calcite", "gibbsite"])
        #expect(table["01.xy"] == [0.75, 0.25] && table["a,b.xy"] == [0, 1] && table["02.xy"] == nil)
        #expect(table.samples.map(\.file) == ["01.xy", "a,b.xy"])
    }

    @Test(arguments: [
        "file,calcite,gibbsite\r\na,0.5,0.5\r\n", "\u{FEFF}file,calcite,gibbsite\na,0.5,0.5\n\n",
        "file\tcalcite\tgibbsite\na\t0.5\t0.5\n", "file;calcite;gibbsite\na;0,5; 0,5\n",
    ])
    func readsForeignTexts(text: String) throws {
        #expect(try read(text)["a"] == [0.5, 0.5])
    }

    @Test func leavesRoundedFractionsAsTheyAre() throws {
        #expect(try read("file,calcite,gibbsite\na,0.3333,0.6663\n")["a"] == [0.3333, 0.6663])
    }

    @Test(arguments: [
        ("", "an empty table"), ("file,calcite,gibbsite\n", "a table without samples"),
        ("file,calcite\na,1\n", "line 1: no column 'gibbsite'"),
        ("calcite,gibbsite\n1,0\n", "line 1: no column 'file'"),
        (
            "file,calcite,gibbsite,quartz\na,1,0,0\n",
            "line 1: an unknown column 'quartz'; expected are 'file' and 'calcite', 'gibbsite'"
        ),
        ("file,calcite,gibbsite,calcite\na,1,0,0\n", "line 1: the column 'calcite' is there twice"),
        ("file,calcite,gibbsite\na,1\n", "line 2: 2 fields, where the header has 3"),
        ("file,calcite,gibbsite\n,1,0\n", "line 2: no name of a file"),
        ("file,calcite,gibbsite\na,1,0\n\na,0,1\n", "line 4: 'a' stands on line 2 already"),
        ("file,calcite,gibbsite\na,1.1,0\n", "line 2: 'calcite': '1.1' is not a fraction from 0 to 1"),
        ("file,calcite,gibbsite\na,1,-0.1\n", "line 2: 'gibbsite': '-0.1' is not a fraction from 0 to 1"),
        ("file,calcite,gibbsite\na,nan,1\n", "line 2: 'calcite': 'nan' is not a fraction from 0 to 1"),
        ("file,calcite,gibbsite\na,,1\n", "line 2: 'calcite': '' is not a fraction from 0 to 1"),
        ("file,calcite,gibbsite\na,0.7,0.2\n", "line 2: the fractions sum to 0.9, not to 1 within 0.001"),
        ("file,calcite,gibbsite\na,0.5,0.25\n", "line 2: the fractions sum to 0.75, not to 1 within 0.001"),
        ("file,calcite,gibbsite\na,0.5,\"0.5\n", "line 2: a quoted field does not end"),
    ])
    func namesTheLineOfWhatIsWrong(text: String, message: String) throws {
        let error = try #require(throws: FormatError.self) { _ = try read(text) }
        #expect(error.description == "labels.csv: \(message)")
    }

    /// The first and the last lines of the table as it was published.
    @Test func readsThePublishedForm() throws {
        let table = """
            file_name;Calcite;Gibbsite;Dolomite;Hematite
            1.xy;0;1;0;0
            2.xy;0.202804986642921;0.797195013357079;0;0
            25.xy;0.824;0;0;0.176
            """
        let fractions = try WeighedFractions.decode(
            Array(table.utf8), path: "Labels_T.csv", classes: ["calcite", "gibbsite", "dolomite", "hematite"])
        #expect(fractions["02.xy"] == [0.202804986642921, 0.797195013357079, 0, 0])
        #expect(fractions["25.xy"] == [0.824, 0, 0, 0.176])
        #expect(fractions["20.xy"] == nil)
    }
}
