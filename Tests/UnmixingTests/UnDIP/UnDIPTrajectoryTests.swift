import NeuralNetworks
import NumericalMethods
import TestSupport
import Testing
import Unmixing

/// Twenty steps of UnDIP on a small image of odd size, from noise and parameters that `Tests/Fixtures/unmixing/make_networks.py`
/// computes by the same formulas.
///
/// The tolerances come from trials of PyTorch in double precision with initial parameters changed by up to 10⁻⁶ of
/// themselves, sixteen roundings: losses changed by up to 1.4·10⁻⁷ of themselves, averages and last outputs by up to 10⁻⁶.
/// Winograd's convolution rounds about ten times as much as a plain sum.
@Suite struct UnDIPTrajectoryTests {
    struct Fixture: Decodable {
        let losses: [Double]
        let average: [[Double]]
        let last: [[Double]]
    }

    @Test("training goes as it does in PyTorch", arguments: [1, 2])
    func trainsAsPyTorch(threads: Int) throws {
        let fixture = try unmixingFixture("undip.json", as: Fixture.self)
        let (image, endmembers) = fixtureMixtures(size: ImageSize(rows: 9, columns: 7), bands: 12, classes: 3)
        var recipe = UnDIP.Recipe()
        recipe.width = 8
        let training = try UnDIP.Training(recipe, image: image, endmembers: endmembers, threads: threads)
        training.network.parameters.start(training.network.blocks)
        let input = training.network.input
        for index in 0..<63 * 3 {
            input.scalars[index / 3 * input.pixelStride + index % 3] =
                Float((HashedNumbers(stream: 5).real(index) + 1) / 16)
        }
        try #require(fixture.losses.count == 20 && fixture.average.count == 63)
        for (step, expected) in fixture.losses.enumerated() {
            let loss = training.step()
            #expect(abs(loss - expected) <= 3e-6 * expected, "step \(step)")
        }
        let average = try #require(training.average)
        for (ours, theirs) in zip(average.elements, fixture.average.joined()) {
            #expect(abs(ours - theirs) <= 2e-5)
        }
        training.network.forward()
        let output = training.network.output
        for (index, theirs) in fixture.last.joined().enumerated() {
            #expect(abs(Double(output.scalars[index / 3 * output.pixelStride + index % 3]) - theirs) <= 2e-5)
        }
    }
}
