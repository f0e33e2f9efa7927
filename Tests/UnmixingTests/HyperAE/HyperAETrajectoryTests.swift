import NeuralNetworks
import NumericalMethods
import TestSupport
import Testing
import Unmixing

/// Twenty steps of HyperAE without dropout, from data and parameters that `Tests/Fixtures/unmixing/make_networks.py` computes by the
/// same formulas.
///
/// The tolerances come from trials of PyTorch in double precision with initial parameters changed by up to 10⁻⁶ of
/// themselves, sixteen roundings: losses changed by up to 5·10⁻⁷ of themselves, endmembers by up to 2·10⁻⁷ and abundances by
/// up to 10⁻⁵. Such changes are nearly the same for all pixels, and normalization takes them away; roundings are not, and
/// are divided by the deviation of the numbers that are normalized, which is small after sigmoids.
@Suite struct HyperAETrajectoryTests {
    struct Variant: Sendable {
        let name: String
        let loss: ReconstructionLoss
        let depth: HyperAE.Depth
        let activation: HyperAE.Activation
    }

    static let variants = [
        Variant(
            name: "spectral-angle", loss: .spectralAngle, depth: .deep, activation: .leakyRectifier(slope: 0.1)),
        Variant(name: "squared-error", loss: .squaredError, depth: .deep, activation: .rectifier),
        Variant(name: "information-divergence", loss: .informationDivergence, depth: .deep, activation: .sigmoid),
        Variant(name: "shallow", loss: .spectralAngle, depth: .shallow, activation: .rectifier),
    ]

    @Test("training goes as it does in PyTorch", arguments: variants)
    func trainsAsPyTorch(variant: Variant) throws {
        let fixture = try unmixingFixture("hyperae.json", as: [String: Values].self)
        let (image, _) = fixtureMixtures(size: ImageSize(rows: 7, columns: 10), bands: 12, classes: 3)
        var recipe = HyperAE.Recipe()
        recipe.loss = variant.loss
        recipe.depth = variant.depth
        recipe.activation = variant.activation
        recipe.dropoutDeviation = 0
        // Some biases have no gradient but rounding. With the usual ε Adam would make steps of it.
        recipe.optimizer.epsilon = 1e-4
        let training = HyperAE.Training(recipe, spectra: image.spectra, classes: 3)
        training.encoder.parameters.start(
            training.encoder.namedBlocks.map { (block: $0.block, range: $0.range) }, gain: 6)
        training.decoderWeights.replace(
            with: (0..<36).map { Float((HashedNumbers(stream: 6).real($0) + 1) / 4) })
        var noise = Seed(experiment: "test", base: 0).stream()
        let pixels = Array(0..<70)
        let losses = try #require(fixture["\(variant.name)-losses"]?.numbers)
        try #require(losses.count == 20)
        for (step, expected) in losses.enumerated() {
            let start = step % 3 * 20
            let loss = training.step(rows: pixels[start..<start + 20], noise: &noise)
            #expect(abs(loss - expected) <= 2e-5 * expected, "step \(step)")
        }
        let endmembers = try #require(fixture["\(variant.name)-endmembers"]?.rows)
        for (ours, theirs) in zip(training.endmembers().elements, endmembers.joined()) {
            #expect(abs(ours - theirs) <= 2e-5)
        }
        let abundances = try #require(fixture["\(variant.name)-abundances"]?.rows)
        try #require(endmembers.count == 3 && abundances.count == 70)
        for (ours, theirs) in zip(try training.abundances().elements, abundances.joined()) {
            #expect(abs(ours - theirs) <= 3e-4)
        }
    }

    /// A list of numbers, or of rows of them.
    struct Values: Decodable {
        var numbers: [Double] = []
        var rows: [[Double]] = []

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let numbers = try? container.decode([Double].self) {
                self.numbers = numbers
            } else if let rows = try? container.decode([[Double]].self) {
                self.rows = rows
            }
        }
    }
}
