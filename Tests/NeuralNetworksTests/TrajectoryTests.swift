import NeuralNetworks
import TestSupport
import Testing

/// Fifty steps of training, from parameters and data that `Tests/Fixtures/networks/make.py` computes by the same formulas.
///
/// Where a rounding turns a rectifier on or moves a maximum, a gradient changes by a finite amount, and training amplifies
/// the difference. The tolerances come from trials of PyTorch in double precision with initial weights changed by up to
/// 10⁻⁶ of themselves, sixteen roundings: at the slow rate the losses changed by up to 2·10⁻⁶ of themselves and the outputs
/// by up to 5·10⁻⁵; at Adam's published rate the losses changed by up to 7·10⁻⁵ in twenty steps and 2·10⁻³ in fifty.
@Suite struct TrajectoryTests {
    struct Fixture: Decodable {
        let losses: [Double]
        let slowLosses: [Double]
        let slowOutputs: [[Double]]

        enum CodingKeys: String, CodingKey {
            case losses
            case slowLosses = "slow-losses"
            case slowOutputs = "slow-outputs"
        }
    }

    /// Four batches of 128 and one of 88.
    private static let scene = TrainingScene(
        layers: zhangLayers(bands: 198, classes: TrainingScene.classes), points: 198, samples: 600, batchCapacity: 128)

    @Test func `training at the published rate goes as it does in PyTorch`() throws {
        let fixture = try Fixtures.json("networks/trajectory.json", as: Fixture.self)
        try #require(fixture.losses.count == 50)
        let losses = Self.scene.train(.init(), steps: 50).losses
        for (step, (loss, expected)) in zip(losses, fixture.losses).enumerated() {
            #expect(abs(loss - expected) <= (step < 20 ? 1e-4 : 5e-3) * expected, "step \(step)")
        }
    }

    @Test func `training at a slow rate goes as it does in PyTorch`() throws {
        let fixture = try Fixtures.json("networks/trajectory.json", as: Fixture.self)
        try #require(fixture.slowLosses.count == 50 && fixture.slowOutputs.count == 16)
        let (losses, outputs) = Self.scene.train(.init(learningRate: 1e-4), steps: 50)
        for (step, (loss, expected)) in zip(losses, fixture.slowLosses).enumerated() {
            #expect(abs(loss - expected) <= 1e-5 * expected, "step \(step)")
        }
        for (our, their) in zip(outputs.joined(), fixture.slowOutputs.joined()) {
            #expect(abs(Double(our) - their) <= 2e-4)
        }
    }
}
