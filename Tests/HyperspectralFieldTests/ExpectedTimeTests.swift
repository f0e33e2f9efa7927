import HyperspectralField
import NeuralNetworks
import NumericalMethods
import ProportionInference
import Testing

@Suite("How long a run is expected to take")
struct ExpectedTimeTests {
    private static let recipe = TrainingRecipe(
        epochs: 6, batchSize: 128, optimizer: Adam.Recipe(), schedule: .constant, initialization: .heUniform,
        outputBias: .askedByLoss)

    /// Work that is counted twice or left out would be seen.
    ///
    /// By how much an idle machine is off is no matter of a test: what shares the core makes the same work take longer at the
    /// next moment, in processor time too.
    @Test("of a training: 0.4 to 2.5 times what it takes", arguments: LossCatalog.all.entries.prefix(5))
    func training(loss: any ProportionLoss) throws {
        func samples(_ count: Int) -> LabelledSamples { .madeUp(count: count, features: 198, classes: 4) }
        let method = TrainedLoss(loss: loss, architecture: .zhangPixelCNN, training: Self.recipe)
        let dataset = MethodInput(
            classes: ["a", "b", "c", "d"], training: samples(2000), validation: samples(1000),
            tests: [.init(name: "test", inputs: samples(3000).inputs)])
        let specimen = DatasetSpecimen(
            piece: MethodInput(
                classes: dataset.classes, training: samples(128), validation: samples(128), tests: []),
            training: 2000, validation: 1000, tests: 3000)
        // The middle one of three, as a core that changes its rate meanwhile makes one of them wrong.
        let ratios = try (0..<3).map { _ in
            let expected = try method.expectedSeconds(on: specimen, threads: 1)
            let truth = try ProcessorTime.seconds {
                _ = try method.run(on: dataset, seed: Seed(experiment: "time", base: 1), monitor: RunMonitor())
            }
            return expected / truth
        }.sorted()
        #expect((0.4...2.5).contains(ratios[1]), "\(ratios)")
    }
}
