import DeclarativeFiles
import NeuralNetworks
import NumericalMethods
import ProportionInference
import ProportionsTesting
import Synchronization
import Testing

@Suite struct MethodConformanceTests {
    private static let trained = TrainedLoss(
        loss: LossCatalog.all.entries[0],
        architecture: Architecture(
            card: CatalogCard(name: "one-layer", title: "One layer", summary: "A dense layer.", reference: "None")
        ) { points, classes in [Dense(inputs: points, outputs: classes, activation: .identity)] },
        training: TrainingRecipe(
            epochs: 3, batchSize: 16, optimizer: Adam.Recipe(), schedule: .constant, initialization: .heUniform,
            outputBias: .askedByLoss))

    @Test("A trained loss keeps every rule", arguments: MethodRule.allCases)
    func conforms(rule: MethodRule) throws {
        #expect(try rule.violations(by: Self.trained, on: MadeUpMixtures.input()) == [])
    }

    /// A method that breaks one rule.
    private struct BrokenMethod: ProportionMethod {
        let broken: MethodRule
        private static let calls = Counter()

        var card: CatalogCard { MethodConformanceTests.trained.card }
        var supervision: Supervision { .nothing }
        var isRandom: Bool { broken == .randomnessIsTold }
        var canonical: StructuredValue { broken == .recipeIsStable ? .integer(Self.calls.next()) : "the same" }

        func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
            let rows = input.tests[0].inputs.rows + (broken == .predictionsFitTheTestParts ? 1 : 0)
            let share = broken == .sameSeedGivesSameBits ? Double(Self.calls.next()) : 0.5
            let epoch = EpochRecord(
                epoch: 1, trainingLoss: 0, validationLoss: 0, validation: Scores(rmse: 0, mmae: 0, rrs: 0),
                deadClasses: [])
            return MethodResult(
                history: broken == .stopIsObeyed ? [epoch] : [],
                predictions: [
                    .init(part: "test", proportions: Matrix(rows: rows, columns: input.classes.count, repeating: share))
                ])
        }

        func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) -> Double {
            broken == .expectedTimeIsFinite ? .nan : 0
        }
    }

    @Test("Each rule finds a method that breaks it", arguments: MethodRule.allCases)
    func findsBrokenMethods(rule: MethodRule) throws {
        #expect(try !rule.violations(by: BrokenMethod(broken: rule), on: MadeUpMixtures.input()).isEmpty)
    }
}

/// Counts calls.
private final class Counter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
