import DeclarativeFiles
import Foundation
import Testing

@Suite("Files that cannot be read")
struct FileTests {
    @Test(
        "texts that are not one plain mapping",
        arguments: [
            ("", "f.yaml:1:1: the file is empty; it must be a mapping (key: value)"),
            ("# nothing\n", "f.yaml:1:1: the file is empty; it must be a mapping (key: value)"),
            ("- a", "f.yaml:1:1: the file must be a mapping (key: value), but is a list"),
            ("\n  word", "f.yaml:2:3: the file must be a mapping (key: value), but is 'word'"),
            (
                "a: 1\n---\nb: 2",
                "f.yaml:2:1: a second document begins here; keep one in a file"
            ),
            (
                "a: [1, 2\nb: 3",
                "f.yaml:2:2: not valid YAML: the list that begins on line 1, column 4 is not closed, or lacks a comma; write [a, b]"
            ),
            (
                "a: 1\n\tb: 2",
                "f.yaml:2:1: not valid YAML: a tab, where only blanks indent; write blanks"
            ),
            ("a: x\n\n\u{1}", "f.yaml:3:1: not valid YAML: a control character, which no such file has; delete it"),
            ("a: 1\nb: 2\na: 3", "f.yaml:1:1: given more than once: 'a'"),
            ("a: 1\n\"a\": 3", "f.yaml:1:1: given more than once: 'a'"),
            ("a: {b: 1, b: 2}", "f.yaml:1:5: given more than once: 'b'"),
            (
                "a: &x 1\nb: *x",
                "f.yaml:1:4: anchors (&name) and aliases (*name) are not supported; write the value out"
            ),
            ("a: *x", "f.yaml:1:4: aliases (*name) are not supported; write the value out, or put a text in quotes"),
            ("a: !!int 1", "f.yaml:1:4: the tag 'tag:yaml.org,2002:int' is not supported; leave it out"),
            ("? [a]\n: 1", "f.yaml:1:3: a key must be a name, but is a list"),
        ])
    func texts(text: String, message: String) {
        #expect(failure(of: text) == message)
    }

    @Test("deep nesting ends in one problem, however deep", arguments: [60, 900, 5_000, 100_000])
    func nesting(depth: Int) {
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
            let start = open == "- " ? "a:\n" : "a: "
            let text = start + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            let message = failure(of: text)
            #expect(message.hasPrefix("f.yaml:") && !message.contains("\n"))
            #expect(
                message.hasSuffix(
                    ": nested more than 50 levels deep, which nothing here needs; close the brackets, or indent less"),
                "\(message)")
        }
    }

    @Test(
        "what the parser refuses is told in our words, with the place and the cure",
        arguments: [
            (
                "a: @x",
                "1:4: no value begins with this character; put the value in quotes, and indent with blanks, not with tabs"
            ),
            (
                "a:\n\t- 1",
                "2:1: no value begins with this character; put the value in quotes, and indent with blanks, not with tabs"
            ),
            ("a: 1\nb\nc: 2", "3:1: a key without its colon; write it as key: value"),
            (
                "a: - 1",
                "1:4: no entry of a list (- value) can begin here; put it on a line of its own, indented like the others"
            ),
            ("a: ? b", "1:4: no key can stand here; put it on a line of its own, indented like the others"),
            (
                "a: b: c",
                "1:5: no colon can stand here; put a text that holds one in quotes, and indent the keys of a mapping alike"
            ),
            (
                "a:\n- 1\n- 2\n b: 1",
                "4:3: no colon can stand here; put a text that holds one in quotes, and indent the keys of a mapping alike"
            ),
            (
                "a:\n  - 1\n  b: 2",
                "3:3: this is no entry of the list that begins on line 2, column 3; begin it with '- ', or indent it as what it "
                    + "belongs to"
            ),
            (
                "a: 'x' y\n",
                "1:8: this is no key of the mapping that begins on line 1, column 1; indent its keys alike, and put texts with "
                    + "signs in quotes"
            ),
            (
                "a: {b: 1\nc: 2",
                "2:2: the mapping that begins on line 1, column 4 is not closed, or lacks a comma; write {key: value, key: value}"
            ),
            ("a: [,]", "1:5: a value is missing before this; put a text that begins with a sign in quotes"),
            ("a: 'x\n", "2:1: the quote that begins on line 1, column 4 is not closed"),
            ("a: \"x\n---\n\"", "2:1: the quote that begins on line 1, column 4 is not closed"),
            (
                "a: \"C:\\data\"",
                "1:7: a backslash in double quotes that stands for nothing; write two, or take single quotes"
            ),
            ("a: |x\n  y", "1:5: only a comment may follow | or > on its line; begin the text on the next one"),
            (
                "%x 1\na: 1",
                "1:3: % begins an instruction to parsers, and none is supported; delete the line, or put the value in quotes"
            ),
            (
                "a: &",
                "1:5: & and * name values, which is not supported; put a value that begins with one in quotes"
            ),
            ("a: !x!y 1", "1:4: ! begins a tag, which is not supported; put a value that begins with it in quotes"),
        ])
    func words(text: String, message: String) {
        let found = failure(of: text)
        let place = message.prefix { $0 != " " }
        #expect(found == "f.yaml:\(place) not valid YAML:" + message.dropFirst(place.count))
    }

    // Unfolded it would be a million values: enough to be wrong, too few to fill the memory where the test fails.
    @Test("aliases that would unfold to many values are refused at the first anchor")
    func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...5 {
            text +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(failure(of: text).hasPrefix("f.yaml:1:5: anchors"))
    }

    @Test("Windows line ends and a byte order mark do no harm")
    func lineEnds() throws {
        try withFile(Array("\u{FEFF}a: 1\r\nb: x\r\n".utf8)) { path in
            let value = try DeclarativeFile.read(path: path) { section in
                _ = section.integer("a", in: 1...1)
                return section.string("b")
            }
            #expect(value == "x")
        }
    }

    @Test("a file is read, and its problems carry its path")
    func file() throws {
        try withFile(Array("a: 1".utf8)) { path in
            let value = try DeclarativeFile.read(path: path) { $0.integer("a", in: 1...1) }
            #expect(value == 1)
            let error = #expect(throws: InvalidDeclaration.self) {
                try DeclarativeFile.read(path: path) { $0.integer("a", in: 2...2) }
            }
            #expect(error?.description == "\(path):1:4: 'a' must be a whole number from 2 to 2, but is 1")
        }
    }

    @Test("a file that is missing, a folder, too large or not UTF-8 is one problem")
    func unreadable() throws {
        #expect(failure(ofFile: "/nowhere/f.yaml") == "/nowhere/f.yaml: cannot be read: there is no such file")
        #expect(failure(ofFile: "") == ": cannot be read: the name is empty")
        let long = "/" + String(repeating: "n", count: 300)
        #expect(failure(ofFile: long) == "\(long): cannot be read: File name too long")
        #expect(failure(ofFile: "/") == "/: is a folder; name the files in it")
        #expect(failure(ofFile: "/dev/zero") == "/dev/zero: larger than 4 MiB, which no such file is")
        try withFile(Array("a: 1\nb: ".utf8) + [0xFF, 0x0A]) { path in
            #expect(failure(ofFile: path) == "\(path):2:1: this line is not UTF-8 text")
        }
    }

    private func failure(of text: String) -> String {
        message { try DeclarativeFile.parse(text: text, file: "f.yaml") { _ -> Int? in 0 } }
    }

    private func failure(ofFile path: String) -> String {
        message { try DeclarativeFile.read(path: path) { _ -> Int? in 0 } }
    }

    private func message(_ read: () throws -> Int) -> String {
        do {
            return "read as \(try read())"
        } catch {
            return "\(error)"
        }
    }

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml").path()
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }
}
