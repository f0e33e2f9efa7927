import DeclarativeFiles
import Experiments
import Testing

@Suite("Reading specs")
struct SpecTests {
    /// What is wrong with the spec whose text has parts replaced, as `line:column: message`.
    private func problems(_ edits: KeyValuePairs<String, String>) throws -> [String] {
        let laboratory = try Laboratory()
        do {
            _ = try laboratory.spec(edits)
            return []
        } catch let invalid as InvalidDeclaration {
            return invalid.problems.map { "\($0.place.line):\($0.place.column): \($0.message)" }
        }
    }

    @Test("a right one has everything that it says, and published defaults for the rest")
    func right() throws {
        let spec = try Laboratory().spec()
        #expect(spec.name == "toy" && spec.title == "Toy" && spec.seed == 7 && spec.runs == 2)
        #expect(
            spec.losses.map(\.card.name) == ["mse-dirichlet", "ce-dirichlet", "ce-softmax", "mse", "mse-proportion"])
        #expect(spec.training.epochs == 5 && spec.training.batchSize == 16)
        #expect(spec.training.optimizer == .init(learningRate: 0.01))
        #expect(spec.training.initialization == .heUniform && spec.training.schedule == .constant)
        #expect(spec.training.outputBias == .askedByLoss)
        #expect(spec.report.table == .number(9) && spec.report.published == 9 && spec.report.caption == nil)
        let own = try Laboratory().spec(["table: 9": "table: width\n  caption: Of our own"]).report
        #expect(own.table == .name("width") && own.published == nil && own.caption == "Of our own")
        #expect(try Laboratory().spec(["table: 9": "table: width\n  published: 1"]).report.published == 1)
        #expect(spec.report.columns.map(\.title) == ["Toy"])
        #expect(try Laboratory().spec(["seed: 7\n": ""]).seed == 0)
    }

    @Test("memory that there may not be is told with both numbers")
    func memory() {
        #expect(MemoryNeed(of: "things", count: 2e9).refusal == nil)
        #expect(
            MemoryNeed(of: "things", count: 12e9).refusal == "things need 48 GB of memory; the limit is 8 GB")
        #expect(MemoryNeed(of: "things", count: .nan).refusal != nil)
        #expect(MemoryNeed(of: "things", count: 1e300, size: 8).refusal?.contains("e+291 GB") == true)
    }

    private static let wrong: [(old: String, new: String, problem: String)] = [
        ("  epochs: 5", "  epoch: 5", "8:3: missing key 'epochs' in 'training'"),
        ("title: Toy\nseed", "titel: Toy\nseed", "2:1: unknown key 'titel'; did you mean 'title'? known: name, title"),
        ("mse-dirichlet", "mse-dirichelt", "12:10: unknown loss 'mse-dirichelt'; did you mean 'mse-dirichlet'? known:"),
        ("ce-softmax", "mse", "12:44: loss 'mse' is listed more than once"),
        ("epochs: 5", "epochs: 0", "9:11: 'training.epochs' must be a whole number from 1 to 1000000, but is 0"),
        ("runs: 2", "runs: 2.5", "8:9: 'training.runs' must be a whole number from 1 to 1000, but is 2.5"),
        (
            "batch: 16", "batch: 99999999999999999999",
            "10:10: 'training.batch' must be a whole number from 1 to 65536, but is"
        ),
        ("name: toy", "name: Toy/..", "1:7: a name has small letters, digits and hyphens only, not 'Toy/..'"),
        ("name: toy", "name: -toy", "1:7: a name has small letters, digits and hyphens only, not '-toy'"),
        (
            "rate: 0.01", "rate: .nan",
            "11:37: 'training.optimizer.adam.learning-rate' must be a finite number above 0 and at most 10, but is"
        ),
        ("{adam: {learning-rate: 0.01}}", "sgd", "11:14: unknown optimizer 'sgd'; known: adam"),
        ("one-layer", "one-lair", "6:15: unknown architecture 'one-lair'; did you mean 'one-layer'? known: one-layer"),
        ("source: toy", "source: tov", "4:19: unknown dataset 'tov'; did you mean 'toy'? known: toy, duo, odd"),
        (
            "{source: toy, scale: 1}", "{source: odd}",
            "4:19: dataset 'odd' is of kind 'oddity', which is not known"
        ),
        ("scale: 1", "scael: 1", "4:24: unknown key 'scael' in 'dataset'; did you mean 'scale'? known: source, scale"),
        ("train: 60", "train: 0", "5:16: 'split.train' must be a whole number from 1 to 1000, but is 0"),
        ("metric: mmae", "metric: rmse", "13:21: unknown metric 'rmse'; known: mmae"),
        ("on: validation", "on: test", "13:31: unknown part 'test'; known: validation"),
        ("seed: 7", "seed: -7", "3:7: 'seed' must be a whole number of at least 0, but is -7"),
        ("table: 9", "table: 0", "15:10: 'report.table' must be a whole number from 1 to 99, but is 0"),
        ("table: 9", "table: 1.5", "15:10: 'report.table' must be a whole number from 1 to 99, but is 1.5"),
        ("table: 9", "table: [9]", "15:10: 'report.table' must be text, but is a list"),
        ("table: 9", "table: Nine", "15:10: a name has small letters, digits and hyphens only, not 'Nine'"),
        (
            "table: 9", "table: '9'",
            "15:10: a table has a whole number from 1 to 99, or a name that begins with a letter, not '9'"
        ),
        ("  table: 9\n", "", "15:3: missing key 'table' in 'report'"),
        ("  table: 9", "  table: 9\n  published: two", "16:14: 'report.published' must be a whole number from 1 to 99"),
        (
            "  table: 9", "  table: 9\n  captoin: Ours",
            "16:3: unknown key 'captoin' in 'report'; did you mean 'caption'?"
        ),
        (", title: Toy}]", "}]", "16:13: missing key 'title' in 'report.columns[0]'"),
        (
            "  batch: 16", "  batch: 16\n  output-bias: half",
            "11:16: unknown output bias 'half'; known: asked-by-loss, fixed"
        ),
        (
            "  table: 9", "  table: 9\n  figures: {error-maps: {name: maps, methods: [mes]}}",
            "16:48: unknown method of this experiment 'mes'; did you mean 'mse'? known: mse-dirichlet"
        ),
    ]

    @Test("a figure that a dataset cannot have is told with its place and those that it can have")
    func figures() throws {
        let place = "  table: 9\n  figures: "
        for key in ["regions: map", "error-maps: {name: maps, methods: [mse]}"] {
            #expect(try problems(["  table: 9": place + "{\(key)}"]).isEmpty)
            #expect(
                try problems([
                    "source: toy": "source: duo", "[{part: toy, ": "[{part: made, ", "  table: 9": place + "{\(key)}",
                ]) == [
                    "16:\(key.hasPrefix("r") ? 22 : 25): the figure '\(key.prefix { $0 != ":" })' is for images, which "
                        + "this dataset is not; possible here: training-curves, patterns"
                ])
        }
        #expect(
            try problems(["  table: 9": place + "{patterns: some}"]) == [
                "16:23: the figure 'patterns' is for sets of patterns, which this dataset is not; possible here: "
                    + "training-curves, regions, error-maps"
            ])
    }

    @Test("a mistake is told with its place and what would be right", arguments: wrong)
    func mistake(old: String, new: String, problem: String) throws {
        let found = try problems([old: new])
        #expect(found.contains { $0.hasPrefix(problem) }, "\(found)")
    }

    @Test("several mistakes are all told, in the order of the lines")
    func several() throws {
        let found = try problems([
            "table: 9": "table: 0", "seed: 7": "seed: x", "epochs: 5": "epochs: []", "mse,": "mes,",
        ])
        #expect(found.map { $0.prefix { $0 != ":" } } == ["3", "9", "12", "15"], "\(found)")
    }

    @Test("a misspelt loss does not make mistakes of the methods that figures name")
    func oneMistakeOnce() throws {
        let figures = "  table: 9\n  figures: {error-maps: {name: maps, methods: [mse]}}"
        #expect(try problems(["ce-softmax": "ce-sofmax", "  table: 9": figures]).count == 1)
    }

    @Test("a spec that is not there is told by its path")
    func missing() throws {
        let catalogues = try Laboratory().catalogues
        #expect {
            try ExperimentSpec.read(path: "/nowhere/spec.yaml", catalogues: catalogues)
        } throws: { error in
            "\(error)" == "/nowhere/spec.yaml: cannot be read: there is no such file"
        }
    }
}
