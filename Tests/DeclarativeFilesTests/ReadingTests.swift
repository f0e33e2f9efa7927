import DeclarativeFiles
import Testing

@Suite("Reading what is right")
struct ReadingTests {
    /// Builds a value from a text and from nothing else.
    private func read<T>(_ text: String, _ build: (Section) -> T?) throws -> T {
        try DeclarativeFile.parse(text: text, file: "f.yaml", build)
    }

    @Test("values of every kind")
    func values() throws {
        let text = """
            # On, no and dates are text; only true and false are truth values.
            words: [on, No, 2024-01-01, "5", '6', 0x10]
            block: |-
              7
            on: validation
            count: +7
            zero-led: 010
            numbers: [1, 2.5, -.5, 1e-3, 5.]
            flag: True
            empty: []
            """
        try read(text) { section -> Void? in
            #expect(section.strings("words") == ["on", "No", "2024-01-01", "5", "6", "0x10"])
            #expect(section.string("block") == "7")
            #expect(section.string("on") == "validation")
            #expect(section.integer("count", in: 7...7) == 7)
            #expect(section.integer("zero-led", in: 10...10) == 10)
            #expect(section.numbers("numbers", in: -1...5) == [1, 2.5, -0.5, 0.001, 5])
            #expect(section.boolean("flag", default: false) == true)
            #expect(section.strings("empty") == [])
            return ()
        }
    }

    @Test("defaults and missing keys")
    func defaults() throws {
        try read("{}") { section -> Void? in
            #expect(section.optionalString("a") == nil)
            #expect(section.integer("a", in: 1...2, default: 2) == 2)
            #expect(section.optionalInteger("a", in: 1...2) == nil)
            #expect(section.number("a", in: 0...1, default: 0.5) == 0.5)
            #expect(section.number("a", above: 0, upTo: 1, default: 0.25) == 0.25)
            #expect(section.optionalNumber("a", in: 0...1) == nil)
            #expect(section.boolean("a", default: true) == true)
            #expect(section.optionalStrings("a") == nil)
            #expect(section.choice("a", of: ["x"], called: "thing", default: "x") == "x")
            #expect(section.optionalChoices("a", of: ["x"], called: "thing") == nil)
            #expect(section.alternative("a", of: ["x"], called: "thing", default: "x")?.name == "x")
            #expect(section.optionalSection("a") == nil)
            #expect(section.structured("a") == nil)
            #expect(!section.contains("a"))
            return ()
        }
    }

    @Test("choices, ranges and alternatives")
    func choices() throws {
        let text = """
            losses: [ce, mse]
            train: [0, 50]
            scale: {divide-by: 5000}
            optimizer: adam
            methods: [sunsal, {hyperae: {epochs: 3}}]
            """
        try read(text) { section -> Void? in
            #expect(section.choices("losses", of: ["mse", "ce"], called: "loss") == ["ce", "mse"])
            #expect(section.halfOpenRange("train", in: 0...50) == 0..<50)

            let scale = section.alternative("scale", of: ["none", "divide-by"], called: "scale")
            #expect(scale?.name == "divide-by")
            #expect(scale?.number(above: 0, upTo: 9000) == 5000)
            #expect(scale?.place.description == "f.yaml:3:20")

            let adam = section.alternative("optimizer", of: ["adam"], called: "optimizer")
            #expect(adam?.section()?.path == "optimizer.adam")
            #expect(adam?.section()?.number("learning-rate", above: 0, upTo: 1, default: 0.001) == 0.001)

            let methods = section.alternatives("methods", of: ["sunsal", "hyperae"], called: "method")
            #expect(methods?.map(\.name) == ["sunsal", "hyperae"])
            #expect(methods?.last?.section()?.integer("epochs", in: 1...9) == 3)
            return ()
        }
    }

    @Test("mappings of names and lists of mappings")
    func structure() throws {
        let text = """
            datasets:
              b: {files: [{path: x}, {path: y}]}
              a: {files: []}
            """
        let paths = try read(text) { root in
            root.section("datasets")?.entries().map { name, entry in
                name + ": " + (entry.sections("files") ?? []).compactMap { $0.string("path") }.joined(separator: ",")
            }
        }
        #expect(paths == ["b: x,y", "a: "])
    }

    @Test("a mapping set aside is read later and still knows its places")
    func deferred() throws {
        let deferred = try read("contents:\n  size: {rows: 100, colums: 90}") { $0.deferred("contents") }
        #expect(deferred.place.description == "f.yaml:2:3")
        let error = #expect(throws: InvalidDeclaration.self) {
            try deferred.read { contents -> Int? in
                let size = contents.section("size")
                let rows = size?.integer("rows", in: 1...99)
                let columns = size?.integer("columns", in: 1...99, default: 1)
                size?.finish()
                guard let rows, let columns else { return nil }
                return rows * columns
            }
        }
        #expect(
            error?.description == """
                f.yaml:2:16: 'contents.size.rows' must be a whole number from 1 to 99, but is 100
                f.yaml:2:21: unknown key 'colums' in 'contents.size'; did you mean 'columns'? known: rows, columns
                """)
        #expect(try deferred.read { $0.structured("size") } == ["rows": 100, "colums": 90])
    }

    @Test("a section asked for twice remembers what was read")
    func sameSection() throws {
        let values = try read("a: {x: 1, y: 2}") { section in
            let x = section.section("a")?.integer("x", in: 0...9)
            let y = section.section("a")?.integer("y", in: 0...9)
            return [x, y].compactMap(\.self)
        }
        #expect(values == [1, 2])
    }

    @Test("nothing built and nothing reported is a programmer's error")
    func silentFailure() async {
        await #expect(processExitsWith: .failure) {
            _ = try DeclarativeFile.parse(text: "{}", file: "f.yaml") { _ -> Int? in nil }
        }
    }
}
