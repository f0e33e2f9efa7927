import ScientificFormats
import Testing

@Suite struct CIFFileTests {
    private func read(_ text: String) throws -> CIFFile {
        try CIFFile(bytes: Array(text.utf8), path: "x.cif")
    }

    @Test func readsValuesOfEveryKind() throws {
        let block = try #require(
            try read(
                """
                #\\#CIF_1.1
                # a comment, and 'a quote in it
                data_Some_Name   # behind a name, too
                _bare            value#with_a_hash
                _SINGLE.Quoted   'O'Neill''
                _double_quoted   "say "so", now"
                _empty           ''
                _unknown ?       _inapplicable .
                _quoted_mark     '?'
                _field
                ;first line
                 ; not the end
                last line
                ;
                _folded
                ;\\
                one \\
                line
                ;
                _number          5.640(1)
                _keyword         'loop_'
                """
            )["some_name"])
        #expect(block.name == "Some_Name")
        #expect(block.line == 3)
        #expect(block.text("_bare") == "value#with_a_hash")
        #expect(block.text("_single_quoted") == "O'Neill'")
        #expect(block.text("_Double_Quoted") == "say \"so\", now")
        #expect(block.text("_empty") == "")
        #expect(block["_unknown"]?.content == .unknown)
        #expect(block["_inapplicable"]?.content == .inapplicable)
        #expect(block["_quoted_mark"]?.content == .text("?"))
        #expect(block.text("_field") == "first line\n ; not the end\nlast line")
        #expect(block.text("_folded") == "one line")
        #expect(block.text("_keyword") == "loop_")
        #expect(try block.number("_number") == CIFNumber(value: 5.64, uncertainty: 0.001))
        #expect(try block.number("_unknown") == nil)
        #expect(block["_missing"] == nil)
        #expect(block["_field"]?.line == 10 || block["_field"]?.line == 11)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func lineEndsOfEveryKindAreTheSame(end: String) throws {
        let text = "\u{FEFF}data_a\n_x\n;one\ntwo\n;\nloop_\n_y\n_z\n1 2\n3 4\n"
        let block = try #require(try read(text.replacing("\n", with: end)).blocks.first)
        #expect(block.text("_x") == "one\ntwo")
        let loop = try #require(block.loop(containing: "_Z"))
        #expect(loop.tags == ["_y", "_z"])
        #expect(loop.rowCount == 2)
        #expect(loop[1, "_y"]?.text == "3")
        #expect(loop[1, "_y"]?.line == 10)
        #expect(loop[0, "_x"] == nil)
        #expect(block.values("_z").map(\.description) == ["2", "4"])
        #expect(block.values("_x").count == 1)
        #expect(block["_y"] == nil)
    }

    @Test func aLoopOfOneRowIsAsGoodAsValuesAlone() throws {
        let block = try #require(try read("data_a loop_ _x _y 1 2").blocks.first)
        #expect(block.text("_y") == "2")
    }

    @Test func saveFramesAreSkippedAndBlocksKeptApart() throws {
        let file = try read("data_a _x 1 save_frame _x 2 loop_ _y 1 2 save_ _z 3\nDATA_b _x 4")
        #expect(file.blocks.map(\.name) == ["a", "b"])
        #expect(file["A"]?.text("_x") == "1")
        #expect(file["a"]?["_y"] == nil)
        #expect(file["a"]?.text("_z") == "3")
        #expect(file["B"]?.text("_x") == "4")
        #expect(file["c"] == nil)
    }

    @Test func whatIsNewInVersion2IsTakenAsText() throws {
        let text = "data_a\n_list [1 'a]' [2 3]]\n_table {'k':\"v}\"}\n_triple '''it's\ntwo lines'''\n_next 1"
        let block = try #require(try read("#\\#CIF_2.0\n" + text).blocks.first)
        #expect(block.text("_list") == "[1 'a]' [2 3]]")
        #expect(block.text("_table") == "{'k':\"v}\"}")
        #expect(block.text("_triple") == "it's\ntwo lines")
        #expect(block.text("_next") == "1")
        // Before, a bracket was an ordinary character.
        #expect(try read("data_a _x [1] _y 2").blocks.first?.text("_x") == "[1]")
    }

    @Test(arguments: [
        ("90", 90, nil), (".5", 0.5, nil), ("5.", 5, nil), ("+5.640(1)", 5.64, 0.001), ("-0.0012(11)", -0.0012, 0.0011),
        ("1.5e-3", 0.0015, nil), ("1.5E+3(2)", 1500, 200), ("120(3)", 120, 3), ("0.25000(10)", 0.25, 0.0001),
    ])
    func readsNumbers(text: String, value: Double, uncertainty: Double?) throws {
        let number = try #require(CIFNumber(text))
        #expect(number.value == value)
        #expect(number.uncertainty.map { abs($0 - (uncertainty ?? -1)) < 1e-12 } ?? (uncertainty == nil))
    }

    /// Databases write a formula twice, the second time without a text.
    @Test func whatIsGivenTwiceAndAgreesCountsOnce() throws {
        for text in ["_x 'C O3'\n_x ''", "_x ''\n_x 'C O3'", "_x ?\n_X 'C O3'\n_x .", "_x 'C O3'\n_x 'C O3'"] {
            #expect(try CIFFile(bytes: Array("data_a\n\(text)".utf8), path: "x.cif").blocks[0].text("_x") == "C O3")
        }
    }

    @Test(arguments: [
        "", "x", "nan", "inf", "0x10", "1e999", "5.6(1", "5.6()", "5.6(x)", "5.6(1)2", "(1)", "--1", "1 2",
        "1e99999999999999999999(1)", "1e9223372036854775807(1)", "5.6(1.5)",
    ])
    func refusesWhatIsNoNumber(text: String) {
        #expect(CIFNumber(text) == nil)
    }

    @Test(arguments: [
        ("", "x.cif: no data block: a CIF file has a line 'data_NAME' above its values"),
        ("_x 1\n", "x.cif: values stand before the first 'data_NAME'"),
        ("data_a\n_x\n", "x.cif: line 2: '_x' has no value"),
        ("data_a\n_x\n_y 1", "x.cif: line 2: '_x' has no value"),
        ("data_a\n_x 1\n_X 2", "x.cif: line 3: '_X' is given a second time, after line 2"),
        ("data_a\nloop_ _y _x\n1 2\n_x 2", "x.cif: line 4: '_x' is given a second time, after line 2"),
        ("data_a\n_x 1 2", "x.cif: line 2: '2' stands without a tag"),
        ("data_a\n\nloop_\n_x _y\n1 2 3\n", "x.cif: line 3: the loop has 3 values, which do not fill rows of 2 tags"),
        ("data_a\nloop_ 1", "x.cif: line 2: '1' stands without a tag"),
        ("data_a\nloop_\ndata_b", "x.cif: line 2: the loop has no tags"),
        ("data_a\n_x 'open\n_y 1", "x.cif: line 2: the quote ' is not closed on its line"),
        ("data_a\n_x \"open'", "x.cif: line 2: the quote \" is not closed on its line"),
        (
            "data_a\n_x\n;open\n_y 1\n",
            "x.cif: line 3: the text field that begins with ';' is not closed by a line that does"
        ),
        ("data_a\nsave_x\n_y 1", "x.cif: line 2: the save frame is not closed by 'save_'"),
        ("data_a\nsave_", "x.cif: line 2: 'save_' ends a save frame, but none has begun"),
        ("data_a\nglobal_", "x.cif: line 2: 'global_' is a word of STAR files that CIF files do not have"),
        ("#\\#CIF_2.0\ndata_a\n_x [1 2", "x.cif: line 3: a list or table is not closed"),
        ("#\\#CIF_2.0\ndata_a\n_x '''1\n2", "x.cif: line 3: the triple quote is not closed"),
    ])
    func namesTheLineOfWhatIsWrong(text: String, message: String) throws {
        #expect(try formatError { _ = try read(text) }.description == message)
    }

    @Test func namesWhatIsNoNumber() throws {
        let block = try #require(try read("data_a\n_x abc").blocks.first)
        #expect(
            try formatError { _ = try block.number("_x") }.description == "x.cif: line 2: '_x': 'abc' is not a number")
    }

    @Test func survivesDamage() throws {
        let text = """
            #\\#CIF_2.0
            data_a
            _x 'quo'ted' _y "two"
            _z
            ;field
            ;
            loop_ _u _v 1.5(2) ? 'a b' .
            save_f _w 1 save_ _list [1 [2 '3'] {4}] _t '''x
            y'''
            """
        for copy in damagedCopies(of: Array(text.utf8), flips: 5000, seed: 11) {
            _ = try? CIFFile(bytes: copy, path: "x.cif")
        }
    }
}
