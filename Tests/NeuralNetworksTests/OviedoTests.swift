import NeuralNetworks
import TestSupport
import Testing

/// The a-CNN against PyTorch, for 291 points, with which all three convolutions are padded unevenly.
///
/// The tolerances come from trials of PyTorch in double precision with initial weights changed by up to 10⁻⁶ of
/// themselves, sixteen roundings: the gradients changed by up to 2.3·10⁻⁶ of the largest, the losses of twenty steps by up
/// to 1.7·10⁻⁷ of themselves, and the outputs behind them by up to 6.7·10⁻⁶.
@Suite struct OviedoTests {
    struct Fixture: Decodable {
        let gradients: [Double]
        let losses: [Double]
        let outputs: [[Double]]

        enum CodingKeys: String, CodingKey {
            case gradients = "every-37th-gradient"
            case losses, outputs
        }
    }

    /// Two batches of 48 and one of 24.
    private static let scene = TrainingScene(
        layers: oviedoLayers(points: 291, classes: TrainingScene.classes), points: 291, samples: 120, batchCapacity: 48)

    @Test func `gradients are those of PyTorch`() throws {
        let fixture = try Fixtures.json("networks/oviedo.json", as: Fixture.self)
        let gradients = Self.scene.firstGradients()
        let sampled = stride(from: 0, to: gradients.count, by: 37).map { Double(gradients[$0]) }
        try #require(sampled.count == 235 && fixture.gradients.count == 235)
        let largest = try #require(fixture.gradients.map(abs).max())
        for (index, (our, their)) in zip(sampled, fixture.gradients).enumerated() {
            #expect(abs(our - their) <= 1e-5 * largest, "parameter \(37 * index)")
        }
    }

    @Test func `training goes as it does in PyTorch`() throws {
        let fixture = try Fixtures.json("networks/oviedo.json", as: Fixture.self)
        try #require(fixture.losses.count == 20 && fixture.outputs.count == 16)
        let (losses, outputs) = Self.scene.train(.init(learningRate: 1e-4), steps: 20)
        for (step, (loss, expected)) in zip(losses, fixture.losses).enumerated() {
            #expect(abs(loss - expected) <= 1e-6 * expected, "step \(step)")
        }
        for (our, their) in zip(outputs.joined(), fixture.outputs.joined()) {
            #expect(abs(Double(our) - their) <= 3e-5)
        }
    }
}
