import NeuralNetworks
import NumericalMethods
import ProportionInference
import ProportionsTesting
import Testing

@Suite struct AddedSamplesTests {
    private static let seed = Seed(experiment: "added samples", base: 3)

    /// Nine samples of seven groups, and networks for none, two and four of them.
    private static func protocolOfNine(folds: Int = 3) throws(TooFewToAdd) -> AddedSamples {
        try AddedSamples(
            samples: .madeUp(count: 9, features: 4, classes: 2), names: (1...9).map { "s\($0)" },
            groups: [0, 1, 1, 2, 3, 4, 5, 6, 1], folds: folds,
            parts: [0, 2, 4].map { AddedSamples.Part(name: "added-\($0)", count: $0) },
            recipe: AddedSamples.Recipe(steps: 10, learningRate: 0.01, share: 0.5, shift: 1))
    }

    @Test(arguments: 0..<20) func noNetworkInfersAGroupThatItLearnedFrom(base: Int) throws {
        let added = try Self.protocolOfNine()
        let draws = added.draws(seed: Seed(experiment: "draws", base: UInt64(base)))
        for draw in draws {
            let learned = Set(draw.learned.map { added.groups[$0] })
            #expect(learned.isDisjoint(with: draw.inferred.map { added.groups[$0] }))
            #expect(Set(draw.learned).count == added.parts.first { $0.name == draw.part }?.count)
        }
        for part in added.parts {
            let inferred = draws.filter { $0.part == part.name }.flatMap(\.inferred)
            #expect(inferred.sorted() == Array(0..<9), "every sample once")
        }
        // Of one fold, fewer are part of more.
        for small in draws where small.part == "added-2" {
            let large = try #require(draws.first { $0.part == "added-4" && $0.inferred == small.inferred })
            #expect(Set(small.learned).isSubset(of: large.learned))
        }
    }

    @Test func anotherSeedDrawsOthers() throws {
        let added = try Self.protocolOfNine()
        #expect(added.draws(seed: Self.seed) == added.draws(seed: Self.seed))
        #expect(added.draws(seed: Self.seed) != added.draws(seed: Seed(experiment: "added samples", base: 4)))
    }

    /// Of seven groups in three folds one fold has three, at worst those of three, one and one samples: four are left.
    @Test func askingForMoreThanThereIsInEveryCaseIsRefused() throws {
        let error = try #require(throws: TooFewToAdd.self) {
            try AddedSamples(
                samples: .madeUp(count: 9, features: 4, classes: 2), names: (1...9).map { "\($0)" },
                groups: [0, 1, 1, 2, 3, 4, 5, 6, 1], folds: 3, parts: [AddedSamples.Part(name: "five", count: 5)],
                recipe: AddedSamples.Recipe(steps: 1, learningRate: 0.01, share: 0.5, shift: 0))
        }
        #expect(error == TooFewToAdd(wanted: 5, available: 4, groups: 7, folds: 3))
        #expect(throws: TooFewToAdd.self) { try Self.protocolOfNine(folds: 8) }
    }
}

@Suite struct FurtherTrainingTests {
    private static let seed = Seed(experiment: "further training", base: 1)
    private static let counts = [0, 1, 8]

    /// Mixtures to learn from, and twelve that another device measured: its signals are reversed.
    private static func input(label: (Int, [Double]) -> [Double] = { $1 }) throws -> MethodInput {
        let made = MadeUpMixtures.input()
        let device = made.validation
        let samples = LabelledSamples(
            inputs: Matrix(
                rows: 12, columns: device.inputs.columns,
                elements: (0..<12).flatMap { device.inputs.row($0).reversed() }),
            proportions: Matrix(
                rows: 12, columns: 3, elements: (0..<12).flatMap { label($0, Array(device.proportions.row($0))) }))
        let parts = counts.map { AddedSamples.Part(name: "added-\($0)", count: $0) }
        return MethodInput(
            classes: made.classes, training: made.training, validation: made.validation,
            tests: (["device"] + parts.map(\.name)).map { MethodInput.TestPart(name: $0, inputs: samples.inputs) },
            added: try AddedSamples(
                samples: samples, names: (1...12).map { "s\($0)" }, groups: Array(0..<12), folds: 3, parts: parts,
                recipe: AddedSamples.Recipe(steps: 400, learningRate: 0.02, share: 0.5, shift: 0)))
    }

    private static let method = TrainedLoss(
        loss: LossCatalog.all.entries[4],
        architecture: Architecture(
            card: CatalogCard(name: "one-layer", title: "One layer", summary: "A dense layer.", reference: "None")
        ) { points, classes in [Dense(inputs: points, outputs: classes, activation: .identity)] },
        training: TrainingRecipe(
            epochs: 20, batchSize: 16, optimizer: Adam.Recipe(learningRate: 0.01), schedule: .constant,
            initialization: .heUniform, outputBias: .askedByLoss))

    private static func run(_ input: MethodInput) throws -> [String: Matrix<Double>] {
        let result = try method.run(on: input, seed: seed, monitor: RunMonitor())
        return Dictionary(result.predictions.map { ($0.part, $0.proportions) }) { first, _ in first }
    }

    @Test("A method that learns on keeps every rule", arguments: MethodRule.allCases)
    func conforms(rule: MethodRule) throws {
        #expect(try rule.violations(by: Self.method, on: Self.input()) == [])
    }

    @Test func samplesOfAnotherDeviceTeachItsSignals() throws {
        let input = try Self.input()
        let found = try Self.run(input)
        let targets = try #require(input.added).samples.proportions
        func error(_ part: String) throws -> Double {
            Scores(predictions: try #require(found[part]), targets: targets).mmae
        }
        #expect(try error("added-8") < 0.7 * error("added-0"))
        #expect(try error("added-8") < 0.7 * error("device"))
    }

    /// What is inferred for a sample does not depend on its own label, whatever that is, and what others teach does.
    @Test(arguments: [0, 5, 11]) func noSampleTeachesTheNetworkThatInfersIt(sample: Int) throws {
        let honest = try Self.run(Self.input())
        let lied = try Self.run(Self.input { $0 == sample ? [1, 0, 0] : $1 })
        for count in Self.counts {
            let (before, after) = try (
                #require(honest["added-\(count)"]), #require(lied["added-\(count)"])
            )
            #expect(before.row(sample) == after.row(sample))
            if count == 8 { #expect(before != after) }
        }
        #expect(honest["added-0"] == lied["added-0"] && honest["device"] == lied["device"])
    }

    @Test func theNetworkThatIsKeptIsTheOneBeforeAndTheTableNamesWhatWasDrawn() throws {
        let input = try Self.input()
        let alone = MethodInput(
            classes: input.classes, training: input.training, validation: input.validation, tests: input.tests)
        let (with, without) = try (
            Self.method.run(on: input, seed: Self.seed, monitor: RunMonitor()),
            Self.method.run(on: alone, seed: Self.seed, monitor: RunMonitor())
        )
        #expect(with.parameters.map(\.values) == without.parameters.map(\.values))
        #expect(with.predictions[0] == without.predictions[0])
        let lines = try #require(with.tables.first { $0.file == "added.csv" }).text.split(separator: "\n")
        let draws = try #require(input.added).draws(seed: Self.seed)
        #expect(lines.count == 1 + draws.count && lines[0] == "part,learned,inferred")
        let names = draws[1].learned.map { "s\($0 + 1)" }.joined(separator: " ")
        #expect(lines[2].hasPrefix("added-1,\(names),"))
    }
}
