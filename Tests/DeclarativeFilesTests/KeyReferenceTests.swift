import DeclarativeFiles
import Testing

/// The keys that readers ask for, described without a file.
@Suite("The reference of keys")
struct KeyReferenceTests {
    @Test("what accessors demand is what is said of the keys, in the words of the messages")
    func accessors() {
        let reference = KeyReference { section in
            _ = section.string("title")
            _ = section.optionalString("caption")
            _ = section.integer("runs", in: 1...10)
            _ = section.integer("seed", in: 0...Int.max, default: 0)
            _ = section.number("rate", above: 0, upTo: 10, default: 1e-3)
            _ = section.optionalNumber("angle", in: 1...170)
            _ = section.boolean("compared", default: true)
            _ = section.halfOpenRange("rows", in: 0...50)
            _ = section.numbers("weights", in: 0...1)
            _ = section.strings("classes")
            _ = section.choices("losses", of: ["mse", "ce"], called: "loss")
            section.finish()
        }
        #expect(
            reference.keys.map(text) == [
                "title: text, required", "caption: text", "runs: a whole number from 1 to 10, required",
                "seed: a whole number of at least 0, 0", "rate: a finite number above 0 and at most 10, 0.001",
                "angle: a finite number from 1 to 170", "compared: true or false, true",
                "rows: a range [first, end] of whole numbers from 0 to 50, required",
                "weights: a list of numbers, each a finite number from 0 to 1, required",
                "classes: a list of texts, required", "losses: a list of names, each of one loss mse ce, required",
            ])
    }

    @Test("keys of mappings stand behind their own, and those of a list's mappings are marked as such")
    func tree() {
        let reference = KeyReference { root in
            let training = root.section("training")
            let columns = root.sections("columns")
            for entry in root.optionalSection("files")?.entries(called: "role") ?? [] {
                _ = entry.section.string("path")
            }
            _ = training?.integer("epochs", in: 1...5)
            for column in columns ?? [] { _ = column.string("part") }
        }
        #expect(
            reference.keys.map(\.path) == [
                "training", "training.epochs", "columns", "columns[].part", "files", "files.ROLE", "files.ROLE.path",
            ])
    }

    @Test("keys that only some names have are found, with the choice that they depend on and no other one")
    func choices() {
        let reference = KeyReference { section in
            _ = section.choice("schedule", of: ["constant", "cosine"], called: "schedule", default: "constant")
            switch section.choice("kind", of: ["bands", "rectangles", "blocks"], called: "kind") {
            case "bands":
                _ = section.choice("axis", of: ["rows", "columns"], called: "axis")
                _ = section.halfOpenRange("train", in: 0...9)
            case "rectangles": _ = section.sections("train")
            default:
                let shares = section.section("shares")
                _ = shares?.number("test", above: 0, upTo: 1)
            }
        }
        #expect(
            reference.keys.map(text) == [
                "schedule: the name of one schedule constant cosine, constant",
                "kind: the name of one kind bands rectangles blocks, required",
                "axis: the name of one axis rows columns, required, if kind is bands",
                "train: a range [first, end] of whole numbers from 0 to 9 or a list of mappings, required, "
                    + "if kind is bands or rectangles",
                "shares: a mapping, required, if kind is blocks",
                "shares.test: a finite number above 0 and at most 1, required",
            ])
    }

    @Test("the values of alternatives are found, alone and in lists")
    func alternatives() {
        let reference = KeyReference { section in
            let names = ["none", "divide-by"]
            let scale = section.alternative("scale", of: names, called: "scale", default: "none")
            if scale?.name == "divide-by" { _ = scale?.number(above: 0, upTo: 9) }
            for method in section.alternatives("methods", of: ["sunsal", "undip"], called: "method") ?? [] {
                _ = method.section()?.optionalInteger("runs", in: 1...9)
            }
        }
        #expect(
            reference.keys.map(text) == [
                "scale: the name of one scale, alone or with its value none divide-by, none",
                "scale.divide-by: a finite number above 0 and at most 9, required",
                "methods: a list of names, each of one method, alone or with its value sunsal undip, required",
                "methods[].sunsal: a mapping", "methods[].sunsal.runs: a whole number from 1 to 9",
                "methods[].undip: a mapping", "methods[].undip.runs: a whole number from 1 to 9",
            ])
    }

    @Test("limits that other keys set are shown as such")
    func dependentLimits() {
        let reference = KeyReference { section in
            let rows = section.integer("rows", in: 1...100) ?? 1
            let names = section.strings("phases") ?? []
            _ = section.halfOpenRange("train", in: 0...rows)
            _ = section.integer("patterns", in: names.count...500)
        }
        #expect(reference.keys[2].kinds == ["a range [first, end] of whole numbers from 0 to …"])
        #expect(reference.keys[3].kinds == ["a whole number from … to 500"])
    }

    @Test("texts that become keys stand for any name, and only once")
    func namesAsKeys() {
        let reference = KeyReference { section in
            let phases = section.strings("phases") ?? []
            let texture = section.section("texture")
            for phase in phases { _ = texture?.optionalNumber(phase, in: 0...1) }
        }
        #expect(reference.keys.map(\.path) == ["phases", "texture", "texture.PHASE"])
    }

    @Test("a mapping that is read later, and a value of several shapes, are described too")
    func deferredAndStructured() throws {
        let reference = KeyReference { section in
            if case .integer = section.structured("table") {
                _ = section.integer("table", in: 1...99)
            } else {
                _ = section.string("table")
            }
            let contents = section.deferred("contents")
            _ = try? contents?.read { $0.integer("rows", in: 1...2) }
        }
        #expect(
            reference.keys.map(text) == [
                "table: text or a whole number from 1 to 99, required", "contents: a mapping, required",
                "contents.rows: a whole number from 1 to 2, required",
            ])
    }

    @Test("explanations reach their keys; what is missing and what is left over is known")
    func explanations() {
        let reference = KeyReference { section in
            section.explain(["a": "The first.", "c.d": "Something that nobody reads."])
            section.explain("a", is: "a range [low, high]", default: [1, 2])
            _ = section.contains("a") ? section.numbers("a", in: 0...9) : nil
            _ = section.string("b")
        }
        #expect(reference.keys[0].meaning == "The first." && reference.keys[0].defaultValue == [1, 2])
        #expect(reference.keys[0].kinds == ["a range [low, high], each a finite number from 0 to 9"])
        #expect(reference.unexplained() == ["b"] && reference.unknownExplanations == ["c.d"])
    }

    @Test("explanations have no effect on a file that is read")
    func explanationsOfFiles() throws {
        let value = try DeclarativeFile.parse(text: "a: 1", file: "f.yaml") { section in
            section.explain(["a": "A number.", "b": "Nothing."])
            section.explain("a", is: "a number", default: 5)
            defer { section.finish() }
            return section.integer("a", in: 1...1)
        }
        #expect(value == 1)
    }

    /// A key in one line.
    private func text(_ key: KeyDescription) -> String {
        let names = key.names.isEmpty ? "" : " " + key.names.joined(separator: " ")
        var parts = [key.path + ": " + key.kinds.joined(separator: " or ") + names]
        if key.isRequired { parts.append("required") }
        switch key.defaultValue {
        case .string(let text)?: parts.append(text)
        case let value?: parts.append(value.canonicalJSON())
        case nil: break
        }
        parts += key.conditions.map { "if \($0.path) is \($0.names.joined(separator: " or "))" }
        return parts.joined(separator: ", ")
    }
}
