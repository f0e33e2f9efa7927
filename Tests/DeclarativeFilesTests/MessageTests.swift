import DeclarativeFiles
import Testing

/// Every message, word for word: what a user reads is part of the interface.
@Suite("Messages")
struct MessageTests {
    /// One text, read by accessors that stand for what a spec reader does, and all that must be said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let problems: [String]
        let read: @Sendable (Section) -> Void

        init(_ text: String, _ problems: [String], _ read: @escaping @Sendable (Section) -> Void) {
            self.text = text
            self.problems = problems
            self.read = read
        }

        var testDescription: String { text }
    }

    @Test("of values", arguments: values + choices + structure)
    func messages(of example: Case) {
        let error = #expect(throws: InvalidDeclaration.self) {
            try DeclarativeFile.parse(text: example.text, file: "f.yaml") { section -> Int? in
                example.read(section)
                section.finish()
                return 0
            }
        }
        #expect(error?.problems.map(\.description) == example.problems)
    }

    static let values = [
        Case("name: 5", ["f.yaml:1:7: 'name' must be text, but is 5; put it in quotes"]) { _ = $0.string("name") },
        Case("name: true", ["f.yaml:1:7: 'name' must be text, but is true; put it in quotes"]) {
            _ = $0.optionalString("name")
        },
        Case("name:", ["f.yaml:1:6: 'name' must be text, but is empty"]) { _ = $0.optionalString("name") },
        Case("name: [a]", ["f.yaml:1:7: 'name' must be text, but is a list"]) { _ = $0.string("name") },
        Case("{}", ["f.yaml:1:1: missing key 'name'"]) { _ = $0.string("name") },
        Case("training: {epochs: 0}", ["f.yaml:1:20: 'training.epochs' must be a whole number from 1 to 9, but is 0"]) {
            _ = $0.section("training")?.integer("epochs", in: 1...9)
        },
        Case("training:\n  a: 1", ["f.yaml:2:3: missing key 'epochs' in 'training'"]) {
            let training = $0.section("training")
            _ = training?.integer("a", in: 1...9)
            _ = training?.integer("epochs", in: 1...9)
        },
        Case("n: 99999999999999999999", ["f.yaml:1:4: 'n' must be a whole number, but is 99999999999999999999"]) {
            _ = $0.integer("n", in: .min ... .max, default: 1)
        },
        Case("n: 1.5", ["f.yaml:1:4: 'n' must be a whole number of at least 1, but is 1.5"]) {
            _ = $0.integer("n", in: 1 ... .max)
        },
        Case("n: 1_000", ["f.yaml:1:4: 'n' must be a whole number of at most 5, but is '1_000'"]) {
            _ = $0.optionalInteger("n", in: .min...5)
        },
        Case("n: \"3\"", ["f.yaml:1:4: 'n' must be a whole number from 1 to 5, but is '3'"]) {
            _ = $0.integer("n", in: 1...5)
        },
        Case("x: .nan", ["f.yaml:1:4: 'x' must be a finite number from 0 to 0.5, but is .nan"]) {
            _ = $0.number("x", in: 0...0.5)
        },
        Case("x: -.inf", ["f.yaml:1:4: 'x' must be a finite number, but is -.inf"]) {
            _ = $0.number("x", in: -.infinity ... .infinity)
        },
        Case("x: 1e999", ["f.yaml:1:4: 'x' must be a finite number of at least 0, but is 1e999"]) {
            _ = $0.number("x", in: 0 ... .infinity, default: 1)
        },
        Case("x: 0", ["f.yaml:1:4: 'x' must be a finite number above 0 and at most 9, but is 0"]) {
            _ = $0.number("x", above: 0, upTo: 9)
        },
        Case("x: 2", ["f.yaml:1:4: 'x' must be a finite number above 0 and at most 1, but is 2"]) {
            _ = $0.number("x", above: 0, upTo: 1, default: 1)
        },
        Case("x: inf", ["f.yaml:1:4: 'x' must be a finite number, but is 'inf'"]) {
            _ = $0.optionalNumber("x", in: -.infinity ... .infinity)
        },
        Case("flag: yes", ["f.yaml:1:7: 'flag' must be true or false, but is 'yes'"]) {
            _ = $0.boolean("flag", default: true)
        },
        Case("list: a", ["f.yaml:1:7: 'list' must be a list of texts, but is 'a'"]) { _ = $0.strings("list") },
        Case(
            "list: [a, 1, {}]",
            [
                "f.yaml:1:11: 'list[1]' must be text, but is 1; put it in quotes",
                "f.yaml:1:14: 'list[2]' must be text, but is a mapping",
            ]
        ) { _ = $0.optionalStrings("list") },
        Case("bands: [1, 0]", ["f.yaml:1:12: 'bands[1]' must be a whole number from 1 to 5, but is 0"]) {
            _ = $0.integers("bands", in: 1...5)
        },
        Case("axis: [.5, x]", ["f.yaml:1:12: 'axis[1]' must be a finite number, but is 'x'"]) {
            _ = $0.numbers("axis", in: -.infinity ... .infinity)
        },
        Case(
            "train: [0, 5, 9]",
            ["f.yaml:1:8: 'train' must be a range [first, end] of whole numbers from 0 to 9, but is a list"]
        ) { _ = $0.halfOpenRange("train", in: 0...9) },
        Case(
            "train: [5, 5]",
            [
                "f.yaml:1:8: 'train' must be a range [first, end] of whole numbers from 0 to 9, but 5 is not below 5"
            ]
        ) { _ = $0.halfOpenRange("train", in: 0...9) },
        Case("train: [0, 10]", ["f.yaml:1:12: 'train[1]' must be a whole number from 0 to 9, but is 10"]) {
            _ = $0.halfOpenRange("train", in: 0...9)
        },
        Case(
            "name: [\"\(String(repeating: "x", count: 70))\\n\"]",
            ["f.yaml:1:8: unknown loss '\(String(repeating: "x", count: 60))…'; known: mse"]
        ) { _ = $0.choices("name", of: ["mse"], called: "loss") },
        Case("name: \"a\\e[2J\\nb\"", ["f.yaml:1:7: unknown loss 'a\\u{1B}[2J\\nb'; known: none"]) {
            _ = $0.choice("name", of: [], called: "loss")
        },
    ]

    static let choices = [
        Case(
            "loss: mse-dirichlte",
            ["f.yaml:1:7: unknown loss 'mse-dirichlte'; did you mean 'mse-dirichlet'? known: mse, mse-dirichlet"]
        ) { _ = $0.choice("loss", of: ["mse", "mse-dirichlet"], called: "loss") },
        Case("loss: rietveld", ["f.yaml:1:7: unknown loss 'rietveld'; known: mse, mse-dirichlet"]) {
            _ = $0.choice("loss", of: ["mse", "mse-dirichlet"], called: "loss", default: "mse")
        },
        Case(
            "losses: [mse, msee, mse]\n",
            ["f.yaml:1:15: unknown loss 'msee'; did you mean 'mse'? known: mse, ce"]
        ) { _ = $0.choices("losses", of: ["mse", "ce"], called: "loss") },
        Case("losses:\n- mse\n- ce\n- mse", ["f.yaml:4:3: loss 'mse' is listed more than once"]) {
            _ = $0.optionalChoices("losses", of: ["mse", "ce"], called: "loss")
        },
        Case("optimizer: adm", ["f.yaml:1:12: unknown optimizer 'adm'; did you mean 'adam'? known: adam, sgd"]) {
            _ = $0.alternative("optimizer", of: ["adam", "sgd"], called: "optimizer")
        },
        Case(
            "optimizer: {Adam: {}}", ["f.yaml:1:13: unknown optimizer 'Adam'; did you mean 'adam'? known: adam, sgd"]
        ) { _ = $0.alternative("optimizer", of: ["adam", "sgd"], called: "optimizer") },
        Case(
            "optimizer: {adam: {}, sgd: {}}",
            [
                "f.yaml:1:12: 'optimizer' must be the name of one optimizer, "
                    + "or a mapping of one name to its value, but is a mapping"
            ]
        ) { _ = $0.alternative("optimizer", of: ["adam", "sgd"], called: "optimizer", default: "adam") },
        Case("scale: divide-by", ["f.yaml:1:8: 'divide-by' needs a value, as in {divide-by: …}"]) {
            _ = $0.alternative("scale", of: ["none", "divide-by"], called: "scale")?.number(above: 0, upTo: 9)
        },
        Case(
            "scale: {divide-by: 0}",
            ["f.yaml:1:20: 'scale.divide-by' must be a finite number above 0 and at most 9, but is 0"]
        ) {
            _ = $0.alternative("scale", of: ["none", "divide-by"], called: "scale")?.number(above: 0, upTo: 9)
        },
        Case("scale: {none: 5}", ["f.yaml:1:15: 'scale.none' takes no value"]) {
            $0.alternative("scale", of: ["none", "divide-by"], called: "scale")?.finish()
        },
        Case(
            "optimizer: {adam: {learning-rte: 1}}",
            [
                "f.yaml:1:20: unknown key 'learning-rte' in 'optimizer.adam'; "
                    + "did you mean 'learning-rate'? known: learning-rate"
            ]
        ) {
            let adam = $0.alternative("optimizer", of: ["adam", "sgd"], called: "optimizer")?.section()
            _ = adam?.number("learning-rate", above: 0, upTo: 1, default: 0.001)
            adam?.finish()
        },
        Case("methods: [{vca: {}}, vca]", ["f.yaml:1:22: method 'vca' is listed more than once"]) {
            _ = $0.alternatives("methods", of: ["vca"], called: "method")
        },
    ]

    static let structure = [
        Case(
            "trian: 1\nepochs: 2",
            ["f.yaml:1:1: unknown key 'trian'; did you mean 'train'? known: train, epochs"]
        ) {
            _ = $0.optionalInteger("train", in: 0...9)
            _ = $0.integer("epochs", in: 0...9)
        },
        Case("split: {axes: rows}", ["f.yaml:1:9: unknown key 'axes' in 'split'; did you mean 'axis'? known: axis"]) {
            let split = $0.section("split")
            _ = split?.optionalString("axis")
            split?.finish()
        },
        Case("<<: {a: 1}", ["f.yaml:1:1: unknown key '<<'; known: none"]) { _ in },
        Case("a: [1, {}]", ["f.yaml:1:5: 'a[0]' must be a mapping (key: value), but is 1"]) { _ = $0.sections("a") },
        Case("a: [{b: 1}, {}]", ["f.yaml:1:13: missing key 'b' in 'a[1]'"]) {
            for section in $0.sections("a") ?? [] { _ = section.integer("b", in: 0...9) }
        },
        Case(
            "a: {}\nb:\nc: 1",
            [
                "f.yaml:2:3: 'b' must be a mapping (key: value), but is empty",
                "f.yaml:3:4: 'c' must be a mapping (key: value), but is 1",
            ]
        ) { #expect($0.entries().map(\.name) == ["a"]) },
        // Each problem once, in the order of the places.
        Case("a: 1", ["f.yaml:1:1: odd", "f.yaml:1:4: a bad one"]) {
            $0.report("a bad one", at: "a")
            $0.report("odd")
            $0.report("odd")
            _ = $0.contains("a")
        },
        // What nobody finished is finished once nothing else is wrong.
        Case("a: {b: {c: 1}}", ["f.yaml:1:9: unknown key 'c' in 'a.b'; known: none"]) {
            _ = $0.section("a")?.section("b")
        },
        Case("scale: {none: 5}", ["f.yaml:1:15: 'scale.none' takes no value"]) {
            _ = $0.alternative("scale", of: ["none"], called: "scale")
        },
    ]
}
