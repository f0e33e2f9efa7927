import NeuralNetworks
import ProportionsTesting
import Synchronization
import Testing

@Suite struct LayerConformanceTests {
    static let layers: [any Layer] = [
        Convolution1D(
            inputLength: 9, inputChannels: 2, outputChannels: 3, window: 4, stride: 2, activation: .rectifier),
        Convolution1D(
            inputLength: 8, inputChannels: 2, outputChannels: 2, window: 2, stride: 3, activation: .identity),
        MaxPool1D(inputLength: 12, channels: 2, window: 3), GlobalAveragePool1D(inputLength: 5, channels: 3),
        Dense(inputs: 5, outputs: 4, activation: .rectifier), Dense(inputs: 3, outputs: 2, activation: .identity),
    ]

    @Test(arguments: layers.indices, LayerRule.allCases)
    func `every layer keeps every rule`(index: Int, rule: LayerRule) {
        #expect(rule.violations(by: Self.layers[index]) == [])
    }

    /// Multiplies by one parameter, and breaks one rule.
    private final class BrokenLayer: Layer {
        let broken: LayerRule
        private let calls = Atomic(0)
        let inputFeatures = 3
        let outputFeatures = 3
        let parameters: [ParameterBlock] = []

        init(broken: LayerRule) { self.broken = broken }

        func forward(
            input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
        ) {
            let call = Float(calls.wrappingAdd(1, ordering: .relaxed).newValue)
            for feature in 0..<3 {
                for sample in 0..<samples {
                    let place = feature * input.leadingDimension + sample
                    output.scalars[place] = 2 * input.scalars[place]
                    if broken == .samplesAreIndependent { output.scalars[place] += Float(samples) }
                    if broken == .sameInputGivesSameBits { output.scalars[place] += call }
                }
            }
        }

        func backward(
            _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
            parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
        ) {
            guard let inputGradient = pass.inputGradient else { return }
            for feature in 0..<3 {
                for sample in 0..<samples {
                    let place = feature * pass.input.leadingDimension + sample
                    let factor: Float = broken == .gradientsAreThoseOfTheOutput ? 3 : 2
                    inputGradient.scalars[place] = factor * pass.outputGradient.scalars[place]
                    if broken == .leftoversHaveNoPart { inputGradient.scalars[place] += scratch[0] }
                }
            }
        }

        func scratchCount(batchCapacity: Int) -> Int { 1 }
    }

    @Test(arguments: LayerRule.allCases) func `each rule finds a layer that breaks it`(rule: LayerRule) {
        #expect(!rule.violations(by: BrokenLayer(broken: rule)).isEmpty)
    }
}
