import NeuralNetworks
import Testing

@Suite struct ActivationMatrixTests {
    /// The group of 32 samples in which a batch ends has zeros behind it, and nothing else changes.
    @Test(arguments: [1, 7, 8, 9, 20, 31, 32, 33, 40])
    func `padding is cleared behind the last sample of a batch`(samples: Int) {
        let matrix = ActivationMatrix(features: 3, capacity: 40)
        for index in 0..<3 * matrix.leadingDimension { matrix.scalars[index] = 1 }
        matrix.clearPadding(samples: samples)
        for feature in 0..<3 {
            for sample in 0..<64 {
                let isPadding = sample >= samples && sample / 32 == (samples - 1) / 32
                #expect(
                    matrix.scalars[feature * matrix.leadingDimension + sample] == (isPadding ? 0 : 1),
                    "sample \(sample) of feature \(feature)")
            }
        }
    }
}
